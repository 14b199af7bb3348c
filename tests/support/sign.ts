import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { outboxMessages, signatures } from "@/db/schema";
import { signCampaign } from "@/lib/signatures/sign";
import type { NewSignature } from "@/lib/signatures/sign-input";

/** Signs, and returns the outcome with the stored row. Throws if the signature is refused. */
export async function signAndLoad(db: Database, signer: NewSignature) {
  const signed = await signCampaign(db, signer);
  if (!("signatureId" in signed)) throw new Error(`the signature was refused: ${signed.outcome}`);
  const [stored] = await db.select().from(signatures).where(eq(signatures.id, signed.signatureId));
  if (!stored?.supporterId) throw new Error("the signature was not stored");
  return { ...signed, stored: { ...stored, supporterId: stored.supporterId } };
}

/** Counts the confirmation mails of a signature that were enqueued, for all its attempts. */
export function countConfirmationMails(db: Database, signatureId: string): Promise<number> {
  const { subjectId, topic } = outboxMessages;
  return db.$count(
    outboxMessages,
    and(eq(subjectId, signatureId), eq(topic, "signature.confirmation-requested")),
  );
}
