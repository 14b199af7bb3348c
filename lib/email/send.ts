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
 * Sends up to 100 mails in one call. Calls with the same key and mails send them once. Never throws for failures of the
 * provider or the network.
 */
export async function sendBatch(
  { mails, idempotencyKey }: { mails: Mail[]; idempotencyKey: string },
  interrupted: AbortSignal,
): Promise<Answer> {
  const reply = await callProvider(
    // Permissive: one refused address must not block the other 99.
    (client, signal) => client.batch.send(mails, { idempotencyKey, batchValidation: "permissive", signal }),
    interrupted,
  );
  const { data, headers } = reply;
  if (!data) return { accepted: false, status: reply.status, reason: reply.reason, headers };
  const parsed = accepted.safeParse(data);
  // A success that is not Resend's: whether the mails were accepted is unknown.
  if (!parsed.success) return { accepted: false, status: null, reason: "unreadable answer", headers };
  const refused = parsed.data.errors.map(({ index, message }) => ({ index, reason: message }));
  return { accepted: true, ids: parsed.data.data.map(({ id }) => id), refused, headers };
}
