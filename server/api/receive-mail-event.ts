import { readBounded } from "@/app/_http/read-body";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { readMailEvent } from "@/lib/outbox/mail-event-input";
import { recordMailEvent } from "@/lib/outbox/mail-events";
import { verifierFor } from "@/lib/outbox/verify-webhook";
import { acceptWebhook, refuseWebhook } from "./webhook-responses";

/**
 * Records an event about one of our mails; the worker applies it. The signature covers the raw body. 200 means recorded or
 * ignored. After 503 the provider sends the event again.
 */
export async function receiveMailEvent(request: Request): Promise<Response> {
  const verify = verifierFor(env().RESEND_WEBHOOK_SECRET);
  if (!verify) return refuseAll();
  const body = await readBounded(request);
  if (typeof body === "number") return refuseWebhook(body === 413 ? "tooLarge" : "slow");
  const id = verify({ headers: request.headers, body: Buffer.from(body) });
  if (id === null) return refuseWebhook("unsigned");

  const payload = parse(body);
  if (payload === null) return refuseWebhook("malformed");
  const event = readMailEvent(payload, { id, now: new Date() });
  if (event === "ignored") return acceptWebhook("ignored");
  if (event === "malformed") return refuseWebhook("incomplete");

  const recorded = await withDatabaseLimits(async () => {
    await recordMailEvent(db(), event);
    return event;
  });
  return recorded ? acceptWebhook("recorded") : refuseWebhook("busy");
}

function parse(body: Uint8Array): object | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return typeof value === "object" ? value : null;
  } catch {
    // Not JSON.
    return null;
  }
}

let isLogged = false;

/** Without a secret anyone could report a bounce, so every webhook is refused. Logged once per process. */
function refuseAll(): Response {
  if (!isLogged) log().error("webhooks are refused: RESEND_WEBHOOK_SECRET is not set");
  isLogged = true;
  return refuseWebhook("unconfigured");
}
