import { z } from "zod";
import type { Answer, Mail } from "@/lib/mail";
import { callProvider } from "./client";

const accepted = z.object({
  data: z.array(z.object({ id: z.string() })),
  errors: z
    .array(z.object({ index: z.number().int(), message: z.string() }))
    .nullish()
    .transform((all) => all ?? []),
});

/**
 * Sends up to 100 mails in one call. The same key with the same mails sends them once, however often it is called.
 * Never throws for what the provider or the network does.
 */
export async function sendBatch(
  { mails, idempotencyKey }: { mails: Mail[]; idempotencyKey: string },
  interrupted: AbortSignal,
): Promise<Answer> {
  const reply = await callProvider(
    // Permissive: one bad address must not hold up 99 good ones.
    (client, signal) => client.batch.send(mails, { idempotencyKey, batchValidation: "permissive", signal }),
    interrupted,
  );
  const { data, headers } = reply;
  if (!data) return { accepted: false, status: reply.status, reason: reply.reason, headers };
  const taken = accepted.safeParse(data);
  // Somebody answered well, and not as Resend does: whether the mails were taken, nobody knows.
  if (!taken.success) return { accepted: false, status: null, reason: "unreadable answer", headers };
  const refused = taken.data.errors.map(({ index, message }) => ({ index, reason: message }));
  return { accepted: true, ids: taken.data.data.map(({ id }) => id), refused, headers };
}
