import { and, asc, eq, inArray, isNull, notExists } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import {
  campaigns,
  commentReviews,
  consents,
  erasures,
  mailBatches,
  meLinkRequests,
  outboxMessages,
  shareLinks,
  signatureAttempts,
  signatures,
  supporters,
} from "@/db/schema";
import { type CountReason, countSignatures } from "@/lib/campaigns/count-signatures";
import { forgetInExports } from "@/lib/exports/forget-signers";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { forgetMailsAbout } from "@/lib/outbox/forget-mails";
import { pagesChanged } from "@/lib/page-changes";
import { counts } from "@/lib/signatures/is-counted";
import { lockSupporters } from "@/lib/supporters/daily-mail-limit";
import { erasureKey } from "./open-page";

type Asked = { supporterId: string; locale: Locale; now: Date };

/** Records that a person wants everything erased. The worker does it within seconds. Asking twice changes nothing. */
export async function requestErasure(db: Transaction, { supporterId, locale, now }: Asked): Promise<void> {
  await db
    .insert(erasures)
    .values({ id: newId(), supporterKey: erasureKey(supporterId), supporterId, locale, requestedAt: now })
    .onConflictDoNothing({ target: erasures.supporterKey });
}

/** Lists the ids of the erasures that wait, the oldest first. */
export async function listWaitingErasures(db: Database, { limit }: { limit: number }): Promise<string[]> {
  const waiting = await db
    .select({ id: erasures.id })
    .from(erasures)
    .where(isNull(erasures.erasedAt))
    .orderBy(asc(erasures.requestedAt))
    .limit(limit);
  return waiting.map(({ id }) => id);
}

/** A person who is about to be erased: whom the last mail goes to. */
export type Leaving = { id: string; emailKey: Uint8Array; emailCipher: Uint8Array; locale: Locale };

/**
 * Erases everything about a person, in the caller's transaction, and leaves the tombstone. Their signatures are withdrawn from the
 * counts and deleted with comments, consents, attempts, reviews, unsent mails and the files that contain them; their share links
 * lose their owner, and keep counting for those who signed through them. Only "never mail me" stays, as a keyed hash. Before that it
 * calls `bidFarewell`, which may enqueue a last mail. Returns false if another worker is at it, or it is done.
 */
export async function erasePerson(
  tx: Transaction,
  {
    id,
    now,
    bidFarewell,
    reason = "signer",
  }: {
    id: string;
    now: Date;
    bidFarewell: (person: Leaving) => Promise<void>;
    reason?: Extract<CountReason, { kind: "erased" }>["reason"];
  },
): Promise<boolean> {
  const [erasure] = await tx
    .select()
    .from(erasures)
    .where(and(eq(erasures.id, id), isNull(erasures.erasedAt)))
    .for("update", { skipLocked: true });
  if (!erasure?.supporterId) return false;
  const { supporterId } = erasure;
  await lockSupporters(tx, [supporterId]);
  const [person] = await tx.select().from(supporters).where(eq(supporters.id, supporterId));
  const uncounted = person ? await deleteSignatures(tx, { supporterId, now, reason }) : 0;
  if (person) {
    const { emailKey, emailCipher } = person;
    await forgetMailsAbout(tx, [supporterId]);
    await bidFarewell({ id: supporterId, emailKey, emailCipher, locale: localeOrDefault(erasure.locale) });
    await tx.delete(meLinkRequests).where(eq(meLinkRequests.emailKey, emailKey));
    await tx.delete(supporters).where(eq(supporters.id, supporterId));
  }
  await tx.update(erasures).set({ erasedAt: now, supporterId: null, uncounted }).where(eq(erasures.id, id));
  return true;
}

type Deletion = { supporterId: string; now: Date; reason: "signer" | "staff" };

/** Deletes the signatures of a locked supporter, with all that belongs to them. Returns how many of them counted. */
export async function deleteSignatures(
  tx: Transaction,
  { supporterId, now, reason }: Deletion,
): Promise<number> {
  const own = await tx
    .select()
    .from(signatures)
    .where(eq(signatures.supporterId, supporterId))
    .orderBy(asc(signatures.campaignId))
    .for("update");
  if (own.length === 0) return 0;
  const ids = own.map(({ id }) => id);
  const counted = own.filter(counts);
  for (const signature of counted)
    await countSignatures(tx, {
      campaignId: signature.campaignId,
      because: { kind: "erased", reason },
      sources: [signature],
    });
  await forgetMailsAbout(tx, ids);
  await deleteMails(tx, own);
  await forgetInExports(tx, { signed: own, now });
  await tx
    .update(shareLinks)
    .set({ ownerSignatureId: null })
    .where(inArray(shareLinks.ownerSignatureId, ids));
  await tx.delete(consents).where(inArray(consents.signatureId, ids));
  await tx.delete(commentReviews).where(inArray(commentReviews.signatureId, ids));
  // Attempts and reviews of names are deleted with them.
  await tx.delete(signatures).where(inArray(signatures.id, ids));
  const changed = await tx
    .select({ slug: campaigns.slug })
    .from(campaigns)
    .where(
      inArray(
        campaigns.id,
        own.map(({ campaignId }) => campaignId),
      ),
    );
  for (const { slug } of changed) await pagesChanged(tx, { campaign: slug });
  return counted.length;
}

/** Deletes the sent mails that signatures and attempts name. Others are about ids that nobody has any more. */
async function deleteMails(tx: Transaction, own: (typeof signatures.$inferSelect)[]) {
  const attempts = await tx
    .select({ mailId: signatureAttempts.mailId })
    .from(signatureAttempts)
    .where(
      inArray(
        signatureAttempts.signatureId,
        own.map(({ id }) => id),
      ),
    );
  const mailIds = [...own, ...attempts].flatMap(({ mailId }) => mailId ?? []);
  if (mailIds.length === 0) return;
  // An unfinished batch keeps its members.
  const openBatch = tx
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(and(eq(mailBatches.id, outboxMessages.batchId), isNull(mailBatches.finishedAt)));
  const sent = tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(and(inArray(outboxMessages.id, mailIds), notExists(openBatch)))
    .for("update", { skipLocked: true });
  await tx.delete(outboxMessages).where(inArray(outboxMessages.id, sent));
}
