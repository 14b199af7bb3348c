import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, petitionTexts, signatureAttempts, signatures, supporters } from "@/db/schema";
import { countSignature } from "@/lib/campaigns/count-signature";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { getOrCreateSignerLink } from "@/lib/sharing/share-links";
import { submitComment } from "./comments";
import { type AttemptRef, isConfirmationCode, isFresh, readConfirmationToken } from "./confirm-token";
import { holdName } from "./name-reviews";
import { recordConsents } from "./record-consents";
import { tryCode, uncountCode } from "./try-code";

type Confirmed = { outcome: "confirmed"; campaign: string; locale: Locale; shareCode: string };
type Refused =
  | { outcome: "expired" | "unknown" }
  /** 0 tries: the code is locked until there is a new mail. */
  | { outcome: "wrong-code"; triesLeft: number }
  /** Too many codes were entered for this address today. */
  | { outcome: "too-many-codes" };

export type Confirmation = Confirmed | Refused;

/**
 * Confirms an attempt by the token of its mailed link: its words are those of the signature from then on. Confirming twice, or
 * another attempt of a confirmed signature, changes nothing and returns the same result.
 */
export async function confirmByToken(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<Confirmed | Extract<Refused, { outcome: "expired" | "unknown" }>> {
  const confirmation = readConfirmationToken(token);
  if (!confirmation) return { outcome: "unknown" };
  if (!isFresh(confirmation, now)) return { outcome: "expired" };
  return db.transaction((tx) => confirmAttempt(tx, confirmation));
}

/** Confirms this browser's attempt by its six-digit code, as `readConfirmationCode` returns it. Each code entered counts. */
export async function confirmByCode(
  db: Database,
  { code, attempt, now }: { code: string; attempt: AttemptRef; now: Date },
): Promise<Confirmation> {
  const tried = await tryCode(db, { attempt, now });
  if (tried.outcome !== "counted") return tried;
  const { askedAt, triesLeft } = tried;
  // Without a mail no code is right, but the answer is the same.
  if (!askedAt || !isConfirmationCode(code, { ...attempt, askedAt }))
    return { outcome: "wrong-code", triesLeft };
  if (!isFresh({ askedAt }, now)) return { outcome: "expired" };
  return db.transaction(async (tx) => {
    await uncountCode(tx, attempt);
    return confirmAttempt(tx, attempt);
  });
}

async function confirmAttempt(tx: Transaction, ref: AttemptRef): Promise<Confirmed | { outcome: "unknown" }> {
  const attempt = await lockSupporter(tx, ref);
  if (attempt) await applyAttempt(tx, attempt);
  const { signatureId } = ref;
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
    .where(
      and(
        eq(signatures.id, signatureId),
        isNull(signatures.withdrawnAt),
        sql`${signatures.confirmedAt} is not null`,
      ),
    );
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

/**
 * Locks the supporter before the signature, in the same order as signing, to avoid deadlocks. Returns the attempt with the
 * target of its text, if it is still there; its words never change.
 */
async function lockSupporter(tx: Transaction, { signatureId, attemptId }: AttemptRef) {
  const [locked] = await tx
    .select({ attempt: signatureAttempts, target: petitionTexts.target })
    .from(supporters)
    .innerJoin(signatures, eq(signatures.supporterId, supporters.id))
    .leftJoin(
      signatureAttempts,
      and(eq(signatureAttempts.signatureId, signatures.id), eq(signatureAttempts.id, attemptId)),
    )
    .leftJoin(petitionTexts, eq(petitionTexts.id, signatureAttempts.textId))
    .where(eq(signatures.id, signatureId))
    .for("update", { of: supporters });
  return locked?.attempt && { ...locked.attempt, target: locked.target ?? "" };
}

/** Writes the words of an attempt into its signature and counts it, once. */
async function applyAttempt(
  tx: Transaction,
  attempt: typeof signatureAttempts.$inferSelect & { target: string },
) {
  const {
    signatureId,
    id: attemptId,
    attemptedAt,
    consents,
    target,
    askedAt,
    mailId,
    codeTries,
    triesShown,
    triesShownFrom,
    ...words
  } = attempt;
  const [updated] = await tx
    .update(signatures)
    .set({ ...words, attemptId, signedAt: attemptedAt, confirmedAt: sql`now()` })
    .where(
      and(eq(signatures.id, signatureId), isNull(signatures.confirmedAt), isNull(signatures.withdrawnAt)),
    )
    .returning();
  if (!updated) return;
  await recordConsents(tx, { signatureId, consents, target, locale: words.locale, at: attemptedAt });
  if (!updated.quarantinedAt)
    await countSignature(tx, { campaignId: updated.campaignId, change: 1, source: updated });
  if (updated.comment) await submitComment(tx, { signatureId, campaignId: updated.campaignId });
  await holdName(tx, updated);
  await updateSupporter(tx, updated);
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
