import { Resend } from "resend";
import { z } from "zod";
import { env } from "@/lib/env";
import type { Answer, Mail } from "@/lib/mail";

/** After this long a call counts as unanswered. Shorter than the lease on a batch, so that no two workers wait at once. */
const ANSWER_WITHIN_MS = 20_000;

/** What the package hands on of an error: whatever JSON came, be it the provider's or that of a gateway in between. */
const refusal = z
  .object({ statusCode: z.number().nullable().catch(null), name: z.string().catch("unnamed") })
  .catch({ statusCode: null, name: "unnamed" });

let client: Resend | undefined;

/**
 * Sends up to 100 mails in one call, to Resend or whatever speaks its API at `RESEND_BASE_URL`. The same key with the
 * same mails sends them once, however often it is called. Never throws for what the provider or the network does.
 */
export async function sendBatch(
  { mails, idempotencyKey }: { mails: Mail[]; idempotencyKey: string },
  interrupted: AbortSignal,
): Promise<Answer> {
  client ??= new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL.replace(/\/+$/, "") });
  const patience = limitPatience(interrupted);
  const { data, error, headers } = await client.batch.send(mails, {
    idempotencyKey,
    // One bad address must not hold up 99 good ones.
    batchValidation: "permissive",
    signal: patience.signal,
  });
  patience.end();
  const heard = headers ?? {};
  if (error || !data) {
    const { statusCode, name } = refusal.parse(error);
    return { accepted: false, status: statusCode, reason: name, headers: heard };
  }
  const refused = (data.errors ?? []).map(({ index, message }) => ({ index, reason: message }));
  return { accepted: true, ids: data.data.map(({ id }) => id), refused, headers: heard };
}

/** Not `AbortSignal.any` with `AbortSignal.timeout`: in Node 20 garbage collection may take the timeout away, and the call hangs. */
function limitPatience(interrupted: AbortSignal) {
  const patience = new AbortController();
  const lose = () => patience.abort();
  const timer = setTimeout(lose, ANSWER_WITHIN_MS);
  interrupted.addEventListener("abort", lose);
  if (interrupted.aborted) lose();
  const end = () => {
    clearTimeout(timer);
    interrupted.removeEventListener("abort", lose);
  };
  return { signal: patience.signal, end };
}
