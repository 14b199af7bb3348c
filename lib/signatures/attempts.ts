import { and, desc, eq, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  campaigns,
  consents,
  outboxMessages,
  petitionTexts,
  signatureAttempts,
  signatures,
} from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";
import { type AttemptRef, CONFIRM_WITHIN_DAYS } from "./confirm-token";

/** An attempt with what it says: what is shown before it is confirmed. */
export type WaitingAttempt = Awaited<ReturnType<typeof listAttempts>>[number];

/** Lists the attempts of a signature that can still be confirmed, latest first. Empty once one of them is confirmed. */
export function listAttempts(db: Database, signatureId: string) {
  const isPending = and(isNull(signatures.confirmedAt), isNull(signatures.withdrawnAt));
  return selectAttempts(db, and(eq(signatureAttempts.signatureId, signatureId), isPending));
}

/**
 * Returns one attempt, or null. Neither a confirmation of other words nor a withdrawal changes the answer: a stranger's browser
 * must not learn of them.
 */
export async function getAttempt(db: Database, { signatureId, attemptId }: AttemptRef) {
  const isIt = and(eq(signatureAttempts.signatureId, signatureId), eq(signatureAttempts.id, attemptId));
  const [attempt] = await selectAttempts(db, isIt);
  return attempt ?? null;
}

function selectAttempts(db: Database, condition: SQL | undefined) {
  const { name, display, shownName, comment, deliveredAs } = signatureAttempts;
  return db
    .select({
      attemptId: signatureAttempts.id,
      campaign: campaigns.slug,
      ...{ campaignTitle: petitionTexts.title, target: petitionTexts.target },
      ...{ summary: petitionTexts.summary, ask: petitionTexts.ask, textLocale: petitionTexts.locale },
      ...{ name, display, shownName, comment, deliveredAs },
      updates: sql<boolean>`${signatureAttempts.consents} @> '[{"purpose":"updates"}]'`,
      isBounced: sql<boolean>`${outboxMessages.bouncedAt} is not null`,
    })
    .from(signatureAttempts)
    .innerJoin(signatures, eq(signatures.id, signatureAttempts.signatureId))
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatureAttempts.textId))
    .leftJoin(outboxMessages, eq(outboxMessages.id, signatureAttempts.mailId))
    .where(condition)
    .orderBy(desc(signatureAttempts.attemptedAt));
}

/** Returns whether it was this very attempt that was confirmed, and is not withdrawn. */
export async function isAttemptConfirmed(
  db: Database,
  { signatureId, attemptId }: AttemptRef,
): Promise<boolean> {
  const isIt = and(eq(signatures.id, signatureId), eq(signatures.attemptId, attemptId));
  return (await db.$count(signatures, and(isIt, isConfirmed))) > 0;
}

const isConfirmed = and(isNotNull(signatures.confirmedAt), isNull(signatures.withdrawnAt));

/** Returns a confirmed signature with what it says, or null. */
export async function getConfirmedSignature(db: Database, signatureId: string) {
  const { name, display, shownName, comment, deliveredAs } = signatures;
  const [signature] = await db
    .select({
      ...{ campaignTitle: petitionTexts.title, target: petitionTexts.target },
      ...{ summary: petitionTexts.summary, ask: petitionTexts.ask, textLocale: petitionTexts.locale },
      ...{ name, display, shownName, comment, deliveredAs },
      updates: sql<boolean>`exists (select from ${consents} where ${consents.signatureId} = ${signatures.id} and ${consents.purpose} = 'updates')`,
    })
    .from(signatures)
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(and(eq(signatures.id, signatureId), isConfirmed));
  return signature ?? null;
}

/** What an attempt says, or the signature that it became. */
export type Words = Omit<WaitingAttempt, "attemptId" | "campaign" | "isBounced">;

const DAY_MS = 86_400_000;

/**
 * Deletes attempts of confirmed and withdrawn signatures once their links and codes have expired. Those of unconfirmed
 * signatures are deleted with them (`purgeUnconfirmed`): until then another mail can be asked for. Returns the number of
 * deleted attempts; fewer than `limit` means that no more are due.
 */
export async function purgeAttempts(
  db: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<number> {
  const before = new Date(now.getTime() - (CONFIRM_WITHIN_DAYS + 1) * DAY_MS);
  const due = db
    .select({ signatureId: signatureAttempts.signatureId })
    .from(signatureAttempts)
    .innerJoin(signatures, eq(signatures.id, signatureAttempts.signatureId))
    .where(
      and(
        // The time in the id: by it, the primary key excludes the signatures of the last days.
        lte(signatureAttempts.signatureId, earliestIdAt(before)),
        or(isNotNull(signatures.confirmedAt), isNotNull(signatures.withdrawnAt)),
        lte(signatureAttempts.attemptedAt, before),
        or(isNull(signatureAttempts.askedAt), lte(signatureAttempts.askedAt, before)),
      ),
    )
    .limit(limit);
  const deleted = await db
    .delete(signatureAttempts)
    .where(
      and(
        inArray(signatureAttempts.signatureId, due),
        lte(signatureAttempts.attemptedAt, before),
        or(isNull(signatureAttempts.askedAt), lte(signatureAttempts.askedAt, before)),
      ),
    )
    .returning({ id: signatureAttempts.id });
  return deleted.length;
}
