import { and, desc, eq, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  campaigns,
  consents,
  outboxMessages,
  petitionTexts,
  signatureAttempts,
  signatures,
  supporters,
} from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";
import { type AttemptRef, CONFIRM_WITHIN_DAYS } from "./confirm-token";
import { isConfirmable } from "./is-confirmable";
import { MAX_CODE_TRIES } from "./try-code";

/** The petition text that is shown with a signer's fields. */
const textColumns = {
  campaignTitle: petitionTexts.title,
  target: petitionTexts.target,
  summary: petitionTexts.summary,
  ask: petitionTexts.ask,
  textLocale: petitionTexts.locale,
};

/** An attempt with its petition text, as shown before it is confirmed. */
export type WaitingAttempt = Awaited<ReturnType<typeof listAttempts>>[number];

/**
 * Lists the attempts of a signature that can still be confirmed, latest first: by a link that was mailed at `mailedAt`, if given.
 * Empty once one of them is confirmed, or the signature withdrawn.
 */
export function listAttempts(db: Database, signatureId: string, mailedAt?: Date) {
  return selectAttempts(
    db,
    and(
      eq(signatureAttempts.signatureId, signatureId),
      isConfirmable,
      mailedAt && isMailedAfterChanges(mailedAt),
    ),
  );
}

/** Whether a link was mailed after the signature was withdrawn, and to the address that the signer has now. In whole seconds, as in tokens. */
function isMailedAfterChanges(mailedAt: Date) {
  const changedAt = sql`greatest(${signatures.withdrawnAt}, (select ${supporters.meTokensFrom} from ${supporters} where ${supporters.id} = ${signatures.supporterId}))`;
  return sql`coalesce(date_trunc('second', ${changedAt}) <= ${mailedAt.toISOString()}::timestamptz, true)`;
}

/**
 * Returns one attempt, or null if it was deleted. The result does not change when another attempt is confirmed or the
 * signature is withdrawn, so that the browser of an attacker cannot detect either.
 */
export async function getAttempt(db: Database, { signatureId, attemptId }: AttemptRef) {
  const { signatureId: ofSignature, id } = signatureAttempts;
  const [attempt] = await selectAttempts(db, and(eq(ofSignature, signatureId), eq(id, attemptId)));
  return attempt ?? null;
}

function selectAttempts(db: Database, condition: SQL | undefined) {
  const { name, display, shownName, comment, deliveredAs } = signatureAttempts;
  return db
    .select({
      attemptId: signatureAttempts.id,
      campaign: campaigns.slug,
      ...textColumns,
      ...{ name, display, shownName, comment, deliveredAs },
      updates: sql<boolean>`${signatureAttempts.consents} @> '[{"purpose":"updates"}]'`,
      isBounced: sql<boolean>`${outboxMessages.bouncedAt} is not null`,
      triesLeft: sql<number>`${sql.raw(String(MAX_CODE_TRIES))} - ${signatureAttempts.triesShown}`,
    })
    .from(signatureAttempts)
    .innerJoin(signatures, eq(signatures.id, signatureAttempts.signatureId))
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatureAttempts.textId))
    .leftJoin(outboxMessages, eq(outboxMessages.id, signatureAttempts.mailId))
    .where(condition)
    .orderBy(desc(signatureAttempts.attemptedAt));
}

/** Whether this attempt is the confirmed one of its signature, and the signature is not withdrawn. */
export async function isAttemptConfirmed(
  db: Database,
  { signatureId, attemptId }: AttemptRef,
): Promise<boolean> {
  const hasAttempt = and(eq(signatures.id, signatureId), eq(signatures.attemptId, attemptId));
  return (await db.$count(signatures, and(hasAttempt, isConfirmed))) > 0;
}

const isConfirmed = and(isNotNull(signatures.confirmedAt), isNull(signatures.withdrawnAt));

/** Returns the fields of a confirmed signature and its petition text, or null. */
export async function getConfirmedSignature(db: Database, signatureId: string) {
  const { name, display, shownName, comment, deliveredAs } = signatures;
  const [signature] = await db
    .select({
      ...textColumns,
      ...{ name, display, shownName, comment, deliveredAs },
      updates: sql<boolean>`exists (select from ${consents} where ${consents.signatureId} = ${signatures.id} and ${consents.purpose} = 'updates')`,
    })
    .from(signatures)
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(and(eq(signatures.id, signatureId), isConfirmed));
  return signature ?? null;
}

/** The fields of an attempt or of a signature, and the petition text. */
export type AttemptFields = Omit<WaitingAttempt, "attemptId" | "campaign" | "isBounced" | "triesLeft">;

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
  const isExpired = and(
    lte(signatureAttempts.attemptedAt, before),
    or(isNull(signatureAttempts.askedAt), lte(signatureAttempts.askedAt, before)),
  );
  const due = db
    .select({ signatureId: signatureAttempts.signatureId })
    .from(signatureAttempts)
    .innerJoin(signatures, eq(signatures.id, signatureAttempts.signatureId))
    .where(
      and(
        // Ids contain their creation time, so with this condition the primary key skips recent signatures.
        lte(signatureAttempts.signatureId, earliestIdAt(before)),
        or(isNotNull(signatures.confirmedAt), isNotNull(signatures.withdrawnAt)),
        isExpired,
      ),
    )
    .limit(limit);
  const deleted = await db
    .delete(signatureAttempts)
    .where(and(inArray(signatureAttempts.signatureId, due), isExpired))
    .returning({ id: signatureAttempts.id });
  return deleted.length;
}
