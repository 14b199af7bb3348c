import { and, isNull, lte, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { mailBatches, mailPace } from "@/db/schema";
import { earliestRetryable } from "./lease-batch";

/** How the outbox is doing. Numbers and the provider's words only: nobody's address. */
export type OutboxState = {
  /** Mails that were promised and have neither been sent nor given up. */
  waiting: number;
  /** For how long the oldest of them has been promised. */
  oldestSeconds: number | null;
  /** Batches of which nobody knows whether they were sent: they are looked up, not sent again. */
  held: number;
  lastError: string | null;
  lastErrorAt: Date | null;
  lastSentAt: Date | null;
  /** Calls in a row that got no good answer. */
  setbacks: number;
  /** Until when the provider is not to be asked: as it said itself or, after setbacks, as we do; null when it may be asked now. */
  quietUntil: Date | null;
};

/** How the outbox is doing now. It reads what waits (30 ms for 100,000), not what has been sent. */
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
        setbacks: mailPace.failures,
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
    setbacks: pace?.setbacks ?? 0,
    quietUntil,
  };
}

/** Those in no batch, from their partial index alone; and those in batches that are not finished, which are few. */
async function getQueue(db: Transaction, now: Date): Promise<Pick<OutboxState, "waiting" | "oldestSeconds">> {
  const [queue] = await db.execute<{ waiting: number; age: number | null }>(sql`
    select count(*)::int as waiting,
           extract(epoch from ${now.toISOString()}::timestamptz - min(created_at))::float8 as age
    from (
      select created_at from outbox_messages where batch_id is null and failed_at is null
      union all
      select message.created_at
      from mail_batches batch
      join outbox_messages message on message.batch_id = batch.id
      where batch.finished_at is null and message.sent_at is null and message.failed_at is null
    ) promised`);
  const age = queue?.age ?? null;
  return { waiting: queue?.waiting ?? 0, oldestSeconds: age === null ? null : Math.max(0, Math.floor(age)) };
}
