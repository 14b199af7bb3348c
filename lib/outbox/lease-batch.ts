import { and, asc, eq, gt, isNull, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { isFree, isHeldBy, newLease } from "@/lib/lease";

/** Longer than a call may take, and short enough for another worker to continue soon after this one is killed. */
export const LEASE_SECONDS = 15;
/** Looking a batch up may take many calls. */
const RECONCILE_LEASE_SECONDS = 600;
/** The provider discards a key after 24 h. From then on the same call could send its mails a second time. */
const KEY_VALID_HOURS = 23;

/** A leased batch. Only the worker with its `leaseToken` may change it. */
export type LeasedBatch = {
  id: string;
  idempotencyKey: string;
  sealed: Uint8Array;
  priority: number;
  attempts: number;
  firstAttemptAt: Date | null;
  leaseToken: string;
};

type Due = {
  now: Date;
  /** Only batches whose mails are all about one of these. */
  topics?: string[];
};

/**
 * Leases the most urgent batch that is due, the oldest first, or returns null. A batch whose first attempt was too long ago
 * is never due again: see `leaseHeldBatch`.
 */
export async function leaseBatch(db: Database, { now, topics }: Due): Promise<LeasedBatch | null> {
  const isDue = and(lte(mailBatches.nextAttemptAt, now), keyIsKnown(now), hasOnly(topics));
  return leaseFirst(db, {
    now,
    seconds: LEASE_SECONDS,
    which: isDue,
    // Recorded before the call: after a crash, it shows that the batch may have been accepted.
    marks: {
      firstAttemptAt: sql`coalesce(${mailBatches.firstAttemptAt}, ${now.toISOString()}::timestamptz)`,
      attempts: sql`${mailBatches.attempts} + 1`,
    },
  });
}

/**
 * Leases a held batch, or returns null. A batch is held when its outcome is still unknown and the provider may have
 * discarded its key. It is not sent again before its outcome has been looked up.
 */
export async function leaseHeldBatch(db: Database, { now }: { now: Date }): Promise<LeasedBatch | null> {
  const isHeld = and(
    lte(mailBatches.nextAttemptAt, now),
    lte(mailBatches.firstAttemptAt, earliestRetryable(now)),
  );
  return leaseFirst(db, { now, seconds: RECONCILE_LEASE_SECONDS, which: isHeld, marks: {} });
}

type Wanted = {
  now: Date;
  seconds: number;
  which: SQL | undefined;
  marks: { firstAttemptAt?: SQL; attempts?: SQL };
};

async function leaseFirst(db: Database, { now, seconds, which, marks }: Wanted): Promise<LeasedBatch | null> {
  const chosen = db
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(and(isNull(mailBatches.finishedAt), isFree(mailBatches, now), which))
    .orderBy(asc(mailBatches.priority), asc(mailBatches.nextAttemptAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const lease = newLease(now, seconds);
  const [batch] = await db
    .update(mailBatches)
    .set({ ...lease, ...marks })
    .where(eq(mailBatches.id, sql`(${chosen})`))
    .returning({
      id: mailBatches.id,
      idempotencyKey: mailBatches.idempotencyKey,
      sealed: mailBatches.sealed,
      priority: mailBatches.priority,
      attempts: mailBatches.attempts,
      firstAttemptAt: mailBatches.firstAttemptAt,
    });
  return batch?.sealed ? { ...batch, sealed: batch.sealed, leaseToken: lease.leaseToken } : null;
}

/** Whether there is a batch that `leaseBatch` would take. */
export async function isBatchDue(db: Database, { now, topics }: Due): Promise<boolean> {
  const [due] = await db
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(
      and(
        isNull(mailBatches.finishedAt),
        isFree(mailBatches, now),
        lte(mailBatches.nextAttemptAt, now),
        keyIsKnown(now),
        hasOnly(topics),
      ),
    )
    .limit(1);
  return due !== undefined;
}

/** How many batches are sealed and have never been tried. */
export function countUntried(db: Database): Promise<number> {
  return db.$count(mailBatches, and(isNull(mailBatches.finishedAt), isNull(mailBatches.firstAttemptAt)));
}

/** Matches the batch for as long as this worker holds it. */
export function isHeldBatch(batch: LeasedBatch) {
  return and(isHeldBy(mailBatches, batch), isNull(mailBatches.finishedAt));
}

/** A batch that was first tried at this time or before is not sent again. */
export function earliestRetryable(now: Date): Date {
  return new Date(now.getTime() - KEY_VALID_HOURS * 3_600_000);
}

function keyIsKnown(now: Date) {
  return or(isNull(mailBatches.firstAttemptAt), gt(mailBatches.firstAttemptAt, earliestRetryable(now)));
}

function hasOnly(topics: string[] | undefined): SQL | undefined {
  if (!topics) return undefined;
  const { batchId, topic } = outboxMessages;
  return sql`not exists (
    select from ${outboxMessages} where ${and(eq(batchId, mailBatches.id), notInArray(topic, topics))})`;
}
