import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, signatures, supporters, suppressions } from "@/db/schema";
import { enqueue } from "@/lib/outbox/mutations";
import { MAIL_AGAIN_AFTER_HOURS } from "../confirmation/rules";
import { isWorthReminding } from "./rules";

const HOUR_MS = 3_600_000;

/**
 * Promises one reminder, ever, to those who signed so many hours ago and have not confirmed, the oldest first, with a new
 * link and a new code. Nobody is reminded within a day of another mail. Those who are not worth reminding are passed over
 * for good. Returns how many were looked at; fewer than `limit` means that no more are due. With 0 hours nobody is reminded.
 */
export async function remindUnconfirmed(
  db: Database,
  { now, afterHours, limit }: { now: Date; afterHours: number; limit: number },
): Promise<number> {
  if (afterHours === 0) return 0;
  return db.transaction(async (tx) => {
    const unconfirmed = await takeUnreminded(tx, { now, afterHours, limit });
    if (unconfirmed.length === 0) return 0;
    const meant = unconfirmed.filter((one) => isWorthReminding(one, now)).map(({ id }) => id);
    const seen = unconfirmed.map(({ id }) => id);
    await tx.update(signatures).set({ remindedAt: now }).where(inArray(signatures.id, seen));
    await askForReminders(tx, { signatureIds: meant, now });
    return unconfirmed.length;
  });
}

/** Skips whoever signs again, confirms or is reminded by another worker at this moment, so it waits for nobody. */
function takeUnreminded(
  tx: Transaction,
  { now, afterHours, limit }: { now: Date; afterHours: number; limit: number },
) {
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const aDayAgo = hoursAgo(MAIL_AGAIN_AFTER_HOURS);
  const newestMail = sql`${supporters.mailedAt}[cardinality(${supporters.mailedAt})]`;
  return tx
    .select({
      id: signatures.id,
      signedAt: signatures.signedAt,
      confirmationsAsked: signatures.confirmationsAsked,
      quarantinedAt: signatures.quarantinedAt,
      neverMailAt: supporters.neverMailAt,
      unsubscribedAt: supporters.unsubscribedAt,
      suppressed: suppressions.reason,
      campaign: {
        publishedAt: campaigns.publishedAt,
        opensAt: campaigns.opensAt,
        closesAt: campaigns.closesAt,
        closedAt: campaigns.closedAt,
        wonAt: campaigns.wonAt,
        successorId: campaigns.successorId,
      },
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .leftJoin(suppressions, eq(suppressions.emailKey, supporters.emailKey))
    .where(
      and(
        isNull(signatures.confirmedAt),
        isNull(signatures.remindedAt),
        isNull(signatures.withdrawnAt),
        lte(signatures.signedAt, hoursAgo(afterHours)),
        lte(signatures.confirmationAskedAt, aDayAgo),
        or(sql`${newestMail} is null`, sql`${newestMail} <= ${aDayAgo.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(asc(signatures.signedAt))
    .limit(limit)
    .for("update", { of: signatures, skipLocked: true });
}

async function askForReminders(
  tx: Transaction,
  { signatureIds, now }: { signatureIds: string[]; now: Date },
) {
  if (signatureIds.length === 0) return;
  await tx
    .update(signatures)
    .set({
      confirmationAskedAt: now,
      confirmationsAsked: sql`${signatures.confirmationsAsked} + 1`,
      codeTries: 0,
    })
    .where(inArray(signatures.id, signatureIds));
  for (const signatureId of signatureIds) {
    await enqueue(tx, {
      topic: "signature.reminder-due",
      subjectId: signatureId,
      payload: { signatureId },
      priority: 3,
      createdAt: now,
    });
  }
}
