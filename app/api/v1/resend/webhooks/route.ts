import { readBounded } from "@/app/_http/read-body";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { readMailEvent } from "@/lib/outbox/mail-event-input";
import { recordMailEvent } from "@/lib/outbox/mail-events";
import { verifierFor } from "@/lib/outbox/verify-webhook";
import { accept, refuse } from "./responses";

/**
 * Takes what the provider tells of our mails, signed over the raw body; a worker applies it. 200 means that it is in
 * the database or of no use to us; everything else asks the provider to come again, or says that it never will do.
 */
export async function POST(request: Request) {
  const verify = verifierFor(env().RESEND_WEBHOOK_SECRET);
  if (!verify) return refuseAll();
  const body = await readBounded(request);
  if (typeof body === "number") return refuse(body === 413 ? "tooLarge" : "slow");
  const id = verify({ headers: request.headers, body: Buffer.from(body) });
  if (id === null) return refuse("unsigned");

  const said = parse(body);
  if (said === null) return refuse("malformed");
  const event = readMailEvent(said, { id, now: new Date() });
  if (event === "ignored") return accept("ignored");
  if (event === "malformed") return refuse("incomplete");

  const recorded = await withDatabaseLimits(async () => {
    await recordMailEvent(db(), event);
    return event;
  });
  return recorded ? accept("recorded") : refuse("busy");
}

function parse(body: Uint8Array): object | null {
  try {
    const said: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return typeof said === "object" ? said : null;
  } catch {
    // All that a parser can tell us here: these bytes are no JSON.
    return null;
  }
}

let toldSo = false;

/** Without a secret anybody could say that a mail bounced. Each webhook is refused; the log says it once. */
function refuseAll(): Response {
  if (!toldSo) log().error("webhooks are refused: RESEND_WEBHOOK_SECRET is not set");
  toldSo = true;
  return refuse("unconfigured");
}

export { onlyPost as GET } from "@/app/_http/post-only";
