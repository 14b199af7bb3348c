import { and, eq, inArray, notExists } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import {
  commentReviews,
  consents,
  nameReviews,
  signatureAttempts,
  signatures,
  supporters,
} from "@/db/schema";
import { lockSupporters } from "@/lib/supporters/daily-mail-limit";
import { listSupporterIds } from "./mails";

/**
 * Removes all personal data from signatures, which go on counting: `count(*)`, the public count, tallies and the proof stay equal.
 * What stays is the campaign, the text, the attribution, the country and the time of confirmation. Supporters who have no other
 * signature are deleted; "never mail me" outlives them, as a keyed hash. Anonymising twice changes nothing.
 */
export async function anonymiseSignatures(
  tx: Transaction,
  { signatureIds, now }: { signatureIds: string[]; now: Date },
): Promise<number> {
  const supporterIds = await listSupporterIds(tx, signatureIds);
  // Locks the supporters before the signatures, as signing and confirming do.
  await lockSupporters(tx, supporterIds);
  const changed = await tx
    .update(signatures)
    .set({
      ...{ supporterId: null, anonymisedAt: now, name: "", shownName: null, postcode: null, comment: null },
      display: "anonymous",
      deliveredAs: "count",
      ...{ attemptId: null, mailId: null },
    })
    .where(and(inArray(signatures.id, signatureIds), inArray(signatures.supporterId, supporterIds)))
    .returning({ id: signatures.id });
  const ids = changed.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.delete(signatureAttempts).where(inArray(signatureAttempts.signatureId, ids));
  await tx.delete(consents).where(inArray(consents.signatureId, ids));
  await tx.delete(commentReviews).where(inArray(commentReviews.signatureId, ids));
  await tx.delete(nameReviews).where(inArray(nameReviews.signatureId, ids));
  const others = tx
    .select({ id: signatures.id })
    .from(signatures)
    .where(eq(signatures.supporterId, supporters.id));
  await tx.delete(supporters).where(and(inArray(supporters.id, supporterIds), notExists(others)));
  return ids.length;
}

/** Deletes the comments of these signatures, with their reviews. */
export async function deleteComments(tx: Transaction, signatureIds: string[]): Promise<void> {
  await tx.delete(commentReviews).where(inArray(commentReviews.signatureId, signatureIds));
  await tx.update(signatures).set({ comment: null }).where(inArray(signatures.id, signatureIds));
  await tx
    .update(signatureAttempts)
    .set({ comment: null })
    .where(inArray(signatureAttempts.signatureId, signatureIds));
}
