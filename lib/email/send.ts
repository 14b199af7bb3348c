import type { Answer, Mail } from "@/lib/mail";
import { askProvider } from "./client";

/**
 * Sends up to 100 mails in one call. The same key with the same mails sends them once, however often it is called.
 * Never throws for what the provider or the network does.
 */
export async function sendBatch(
  { mails, idempotencyKey }: { mails: Mail[]; idempotencyKey: string },
  interrupted: AbortSignal,
): Promise<Answer> {
  const reply = await askProvider(
    // Permissive: one bad address must not hold up 99 good ones.
    (client, signal) => client.batch.send(mails, { idempotencyKey, batchValidation: "permissive", signal }),
    interrupted,
  );
  const { data, headers } = reply;
  if (!data) return { accepted: false, status: reply.status, reason: reply.reason, headers };
  const refused = (data.errors ?? []).map(({ index, message }) => ({ index, reason: message }));
  return { accepted: true, ids: data.data.map(({ id }) => id), refused, headers };
}
