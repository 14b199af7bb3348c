import { and, isNull, lte, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { mailBatches, mailPace } from "@/db/schema";
import { earliestRetryable } from "./lease-batch";

/** The state of the outbox: figures and error names of the provider. Contains no address. */
export type OutboxState = {
  /** Enqueued mails that were neither sent nor failed. */
  waiting: number;
  /** The age of the oldest of them. */
  oldestSeconds: number | null;
  /** Batches with an unknown outcome: they are looked up and not sent again. */
  held: number;
  lastError: string | null;
  lastErrorAt: Date | null;
  lastSentAt: Date | null;
  /** Consecutive failed calls. */
  consecutiveFailures: number;
  /** The provider is not called before this time: it asked for it, or calls failed. Null if it may be called now. */
  quietUntil: Date | null;
};

/** Returns the state of the outbox. Reads waiting mails only (30 ms for 100,000), not those that were sent. */
export async function getOutboxState(db: Transaction, { now }: { now: Date }): Promise<OutboxState> {
  const [queue, held, [pace]] = await Promise.all([
    getQueue(db, now),
    db.$count(
      mailBatches,
      and(isNull(mailBatches.finishedAt), lte(mailBatches.firstAttemptAt, earliestRetryable(now))),
    ),
    db
      .select({
        lastError: mailPace.lastError,
        lastErrorAt: mailPace.lastErrorAt,
        lastSentAt: mailPace.lastSuccessAt,
        consecutiveFailures: mailPace.failures,
        quietUntil: mailPace.quietUntil,
      })
      .from(mailPace),
  ]);
  const quietUntil = pace && pace.quietUntil > now ? pace.quietUntil : null;
  return {
    ...queue,
    held,
    lastError: pace?.lastError ?? null,
    lastErrorAt: pace?.lastErrorAt ?? null,
    lastSentAt: pace?.lastSentAt ?? null,
    consecutiveFailures: pace?.consecutiveFailures ?? 0,
    quietUntil,
  };
}

/** Counts mails without a batch, through their partial index, and mails of unfinished batches, which are few. */
async function getQueue(db: Transaction, now: Date): Promise<Pick<OutboxState, "waiting" | "oldestSeconds">> {
  const [queue] = await db.execute<{ waiting: number; age: number | null }>(sql`
    select count(*)::int as waiting,
           extract(epoch from ${now.toISOString()}::timestamptz - min(created_at))::float8 as age
    from (
      select created_at from outbox_messages where batch_id is null and failed_at is null
        and (send_after is null or send_after <= ${now.toISOString()}::timestamptz)
      union all
      select message.created_at
      from mail_batches batch
      join outbox_messages message on message.batch_id = batch.id
      where batch.finished_at is null and message.sent_at is null and message.failed_at is null
    ) waiting`);
  const age = queue?.age ?? null;
  return { waiting: queue?.waiting ?? 0, oldestSeconds: age === null ? null : Math.max(0, Math.floor(age)) };
}
