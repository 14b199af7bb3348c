import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, consents, petitionTexts, signatures, supporters } from "@/db/schema";
import { countSignature } from "@/lib/campaigns/count-signature";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { getOrCreateSignerLink } from "@/lib/sharing/share-links";
import { submitComment } from "./comments";
import { isConfirmationCode, isFresh, MAX_CODE_ATTEMPTS, readConfirmationToken } from "./confirm-token";

type Confirmed =
  | { outcome: "confirmed"; campaign: string; locale: Locale; shareCode: string }
  | { outcome: "expired" | "unknown" | "wrong-code" };

/** Confirms a signature by the token of a mailed link. Confirming twice changes nothing and returns the same result. */
export async function confirmByToken(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<Confirmed> {
  const confirmation = readConfirmationToken(token);
  if (!confirmation) return { outcome: "unknown" };
  if (!isFresh(confirmation, now)) return { outcome: "expired" };
  return db.transaction((tx) => confirmSignature(tx, confirmation.signatureId));
}

/**
 * Confirms one of this browser's pending signatures by its six-digit code (only those of `campaign`, if given). The attempt
 * is counted against all candidates before the code is checked, so that parallel guesses gain nothing. A correct code
 * refunds the attempt.
 */
export async function confirmByCode(
  db: Database,
  {
    code,
    campaign,
    signatureIds,
    now,
  }: { code: string; campaign?: string; signatureIds: string[]; now: Date },
): Promise<Confirmed> {
  if (signatureIds.length === 0) return { outcome: "unknown" };
  const underCampaign =
    campaign && sql`${signatures.campaignId} in (select id from ${campaigns} where slug = ${campaign})`;
  const candidates = await db
    .update(signatures)
    .set({ codeTries: sql`${signatures.codeTries} + 1` })
    .where(
      and(
        inArray(signatures.id, signatureIds),
        lt(signatures.codeTries, MAX_CODE_ATTEMPTS),
        underCampaign || undefined,
      ),
    )
    .returning({ id: signatures.id, askedAt: signatures.confirmationAskedAt });
  const match = candidates.find(({ id, askedAt }) => isConfirmationCode(code, { signatureId: id, askedAt }));
  if (!match) return { outcome: "wrong-code" };
  if (!isFresh({ signatureId: match.id, askedAt: match.askedAt }, now)) return { outcome: "expired" };
  const confirmed = await db.transaction((tx) => confirmSignature(tx, match.id));
  // Outside the transaction, with no lock held: two concurrent codes of one browser must not deadlock.
  const tried = candidates.map(({ id }) => id);
  await db
    .update(signatures)
    .set({ codeTries: sql`greatest(${signatures.codeTries} - 1, 0)` })
    .where(inArray(signatures.id, tried));
  return confirmed;
}

async function confirmSignature(tx: Transaction, signatureId: string): Promise<Confirmed> {
  await lockSupporter(tx, signatureId);
  const [updated] = await tx
    .update(signatures)
    .set({ confirmedAt: sql`now()` })
    .where(
      and(eq(signatures.id, signatureId), isNull(signatures.confirmedAt), isNull(signatures.withdrawnAt)),
    )
    .returning();
  if (updated) {
    if (!updated.quarantinedAt)
      await countSignature(tx, { campaignId: updated.campaignId, change: 1, source: updated });
    if (updated.comment) await submitComment(tx, { signatureId, campaignId: updated.campaignId });
    await updateSupporter(tx, updated);
  }
  const [signature] = await tx
    .select({
      campaignId: signatures.campaignId,
      campaign: campaigns.slug,
      locale: signatures.locale,
      articleId: signatures.articleId,
      shareLinkId: signatures.shareLinkId,
    })
    .from(signatures)
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .where(and(eq(signatures.id, signatureId), isNull(signatures.withdrawnAt)));
  if (!signature) return { outcome: "unknown" };
  const locale = localeOrDefault(signature.locale);
  const { campaignId, articleId, shareLinkId: parentId } = signature;
  const link = { signatureId, campaignId, articleId, parentId, locale };
  return {
    outcome: "confirmed",
    campaign: signature.campaign,
    locale,
    shareCode: await getOrCreateSignerLink(tx, link),
  };
}

/** Locks the supporter before the signature, in the same order as signing, to avoid deadlocks. */
async function lockSupporter(tx: Transaction, signatureId: string) {
  await tx
    .select({ id: supporters.id })
    .from(supporters)
    .innerJoin(signatures, eq(signatures.supporterId, supporters.id))
    .where(eq(signatures.id, signatureId))
    .for("update", { of: supporters });
}

async function updateSupporter(tx: Transaction, confirmed: typeof signatures.$inferSelect) {
  await tx
    .update(supporters)
    .set({
      name: confirmed.name,
      country: sql`coalesce(${confirmed.country}, ${supporters.country})`,
      locale: confirmed.locale,
      verifiedAt: sql`coalesce(${supporters.verifiedAt}, now())`,
    })
    .where(eq(supporters.id, confirmed.supporterId));
}

/** Returns what the confirmation page shows: the petition text and the signature. Null if it was withdrawn or purged. */
export async function getSignatureToConfirm(db: Database, signatureId: string) {
  const [signature] = await db
    .select({
      id: signatures.id,
      campaign: campaigns.slug,
      campaignTitle: petitionTexts.title,
      target: petitionTexts.target,
      summary: petitionTexts.summary,
      ask: petitionTexts.ask,
      textLocale: petitionTexts.locale,
      name: signatures.name,
      display: signatures.display,
      deliveredAs: signatures.deliveredAs,
      comment: signatures.comment,
      confirmedAt: signatures.confirmedAt,
      updates: sql<boolean>`exists (select from ${consents} where ${consents.signatureId} = ${signatures.id} and ${consents.purpose} = 'updates')`,
    })
    .from(signatures)
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(and(eq(signatures.id, signatureId), isNull(signatures.withdrawnAt)));
  return signature ?? null;
}
