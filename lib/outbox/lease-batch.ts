import { and, asc, eq, gt, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailBatches } from "@/db/schema";
import { newId } from "@/lib/ids";
import { LEASE_SECONDS, RECONCILE_WITHIN_SECONDS, triedTooLongAgo } from "./lease-limits";

/** A batch in the hands of one worker; `leaseToken` proves it. */
export type LeasedBatch = {
  id: string;
  idempotencyKey: string;
  sealed: Uint8Array;
  priority: number;
  attempts: number;
  firstAttemptAt: Date | null;
  leaseToken: string;
};

/**
 * Takes the most urgent batch that is due, and of those the one that has waited longest, into this worker's hands;
 * null when none is. One that was first tried too long ago is never due again: see `leaseHeldBatch`.
 */
export async function leaseBatch(db: Database, { now }: { now: Date }): Promise<LeasedBatch | null> {
  const isDue = and(lte(mailBatches.nextAttemptAt, now), keyIsKnown(now));
  return lease(db, {
    now,
    seconds: LEASE_SECONDS,
    which: isDue,
    // Before the call: whoever finds the batch after a crash knows that it may have been accepted.
    marks: {
      firstAttemptAt: sql`coalesce(${mailBatches.firstAttemptAt}, ${now.toISOString()}::timestamptz)`,
      attempts: sql`${mailBatches.attempts} + 1`,
    },
  });
}

/**
 * Takes a held batch: one whose outcome stayed open until the provider may have forgotten its key. It is not sent
 * again before somebody found out what became of it. Null when there is none that was not looked at since `now`.
 */
export async function leaseHeldBatch(db: Database, { now }: { now: Date }): Promise<LeasedBatch | null> {
  const isHeld = and(
    lte(mailBatches.nextAttemptAt, now),
    lte(mailBatches.firstAttemptAt, triedTooLongAgo(now)),
  );
  return lease(db, { now, seconds: RECONCILE_WITHIN_SECONDS, which: isHeld, marks: {} });
}

type Lease = {
  now: Date;
  seconds: number;
  which: SQL | undefined;
  marks: { firstAttemptAt?: SQL; attempts?: SQL };
};

async function lease(db: Database, { now, seconds, which, marks }: Lease): Promise<LeasedBatch | null> {
  const chosen = db
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(and(isNull(mailBatches.finishedAt), isFree(now), which))
    .orderBy(asc(mailBatches.priority), asc(mailBatches.nextAttemptAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const leaseToken = newId();
  const [batch] = await db
    .update(mailBatches)
    .set({ leaseToken, leasedUntil: new Date(now.getTime() + seconds * 1_000), ...marks })
    .where(eq(mailBatches.id, sql`(${chosen})`))
    .returning({
      id: mailBatches.id,
      idempotencyKey: mailBatches.idempotencyKey,
      sealed: mailBatches.sealed,
      priority: mailBatches.priority,
      attempts: mailBatches.attempts,
      firstAttemptAt: mailBatches.firstAttemptAt,
    });
  return batch?.sealed ? { ...batch, sealed: batch.sealed, leaseToken } : null;
}

/** Whether there is a batch that `leaseBatch` would take. */
export async function isBatchDue(db: Database, { now }: { now: Date }): Promise<boolean> {
  const [due] = await db
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(
      and(isNull(mailBatches.finishedAt), isFree(now), lte(mailBatches.nextAttemptAt, now), keyIsKnown(now)),
    )
    .limit(1);
  return due !== undefined;
}

/** How many batches are sealed and have never been tried. */
export function countUntried(db: Database): Promise<number> {
  return db.$count(mailBatches, and(isNull(mailBatches.finishedAt), isNull(mailBatches.firstAttemptAt)));
}

/** The batch, as long as this worker holds it. */
export function isHeldBy(batch: LeasedBatch) {
  return and(
    eq(mailBatches.id, batch.id),
    eq(mailBatches.leaseToken, batch.leaseToken),
    isNull(mailBatches.finishedAt),
  );
}

function isFree(now: Date) {
  return or(isNull(mailBatches.leasedUntil), lte(mailBatches.leasedUntil, now));
}

function keyIsKnown(now: Date) {
  return or(isNull(mailBatches.firstAttemptAt), gt(mailBatches.firstAttemptAt, triedTooLongAgo(now)));
}
