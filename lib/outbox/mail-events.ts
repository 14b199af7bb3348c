import { and, asc, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { mailEvents, outboxMessages } from "@/db/schema";
import type { MailEvent } from "./mail-event-input";
import { UNSENT_REASONS } from "./unsent-reasons";

/** Stores an event about a mail, once per event id: a repeated event changes nothing. */
export async function recordMailEvent(db: Database, event: MailEvent): Promise<void> {
  await db.insert(mailEvents).values(event).onConflictDoNothing({ target: mailEvents.id });
}

/** An untagged event waits this long for its message: until the answer to its batch arrived, or the batch was looked up. */
const MATCH_WITHIN_HOURS = 25;

/** `untaggedSince`: untagged events that were received before this are not matched now. */
type Which = { limit: number; untaggedSince: Date; now: Date };

/** A message whose address bounced permanently, or whose recipient complained. */
export type UndeliverableAddress = { topic: string; subjectId: string; reason: "bounced" | "complained" };

/**
 * Applies waiting events to their messages, oldest first. Returns how many were applied, and which addresses must not
 * be mailed again. Each message keeps the earliest time of each kind, so events may arrive late, twice and in any
 * order. An event does not finish a batch: only the answer to the batch's call says whether all its mails were
 * accepted.
 */
export async function applyMailEvents(
  tx: Transaction,
  which: Which,
): Promise<{ applied: number; undeliverable: UndeliverableAddress[] }> {
  const events = await lockEvents(tx, which);
  const free = await lockMessages(
    tx,
    events.flatMap(({ message }) => message ?? []),
  );
  // A message that another worker has locked waits for the next step. An event without a message of ours is done.
  const settled = events.filter(({ message }) => message === null || free.has(message));
  if (settled.length === 0) return { applied: 0, undeliverable: [] };
  const undeliverable = await updateMessages(tx, settled);
  await tx
    .update(mailEvents)
    .set({ appliedAt: which.now })
    .where(
      inArray(
        mailEvents.id,
        settled.map(({ id }) => id),
      ),
    );
  return { applied: settled.length, undeliverable };
}

type LockedEvent = { id: string; message: string | null };

/**
 * Locks waiting events and finds their messages by tag, or else by the provider's id. A tagged event is
 * matched at once: its message existed before the mail. An untagged event may belong to another sender. It is left out until its
 * message is known or a day has passed, so that it does not block ours.
 */
async function lockEvents(tx: Transaction, { limit, untaggedSince, now }: Which): Promise<LockedEvent[]> {
  const untaggedBefore = new Date(now.getTime() - MATCH_WITHIN_HOURS * 3_600_000);
  return tx.execute<LockedEvent>(sql`
    select event.id, coalesce(tagged.id, known.id) as message
    from mail_events event
    left join outbox_messages tagged on tagged.id = event.message_id
    left join lateral (
      select id from outbox_messages where provider_id = event.provider_id order by id limit 1
    ) known on tagged.id is null
    where event.applied_at is null
      and (event.message_id is not null or event.received_at < ${untaggedBefore.toISOString()}::timestamptz
           or (event.received_at >= ${untaggedSince.toISOString()}::timestamptz and known.id is not null))
      -- The same condition without the join, so that rows are excluded before it.
      and (event.message_id is not null or event.received_at < ${untaggedBefore.toISOString()}::timestamptz
           or event.received_at >= ${untaggedSince.toISOString()}::timestamptz)
    order by event.received_at
    limit ${limit}
    for update of event skip locked`);
}

/** Skips messages that are locked: finishing a batch locks its messages in another order, so waiting could deadlock. */
async function lockMessages(tx: Transaction, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(inArray(outboxMessages.id, ids))
    .orderBy(asc(outboxMessages.id))
    .for("update", { skipLocked: true });
  return new Set(rows.map(({ id }) => id));
}

async function updateMessages(tx: Transaction, events: LockedEvent[]): Promise<UndeliverableAddress[]> {
  const rows = await tx.execute<{ topic: string; subject_id: string; bounced: boolean; complained: boolean }>(
    sql`
    update outbox_messages message set
      provider_id = coalesce(message.provider_id, reported.provider_id),
      delivered_at = least(message.delivered_at, reported.delivered_at),
      delayed_at = least(message.delayed_at, reported.delayed_at),
      bounced_at = least(message.bounced_at, reported.bounced_at),
      complained_at = least(message.complained_at, reported.complained_at),
      failed_at = least(message.failed_at, reported.failed_at),
      failure = case
        when message.failed_at is null or (reported.failed_at, reported.failure) < (message.failed_at, message.failure)
        then reported.failure else message.failure end
    from (
      select pair.message,
             (array_agg(provider_id order by at, event.id))[1] as provider_id,
             min(at) filter (where type = 'delivered') as delivered_at,
             min(at) filter (where type = 'delayed') as delayed_at,
             min(at) filter (where type = 'bounced') as bounced_at,
             min(at) filter (where type = 'complained') as complained_at,
             min(at) filter (where ending.failure is not null) as failed_at,
             (array_agg(ending.failure order by at, ending.failure) filter (where ending.failure is not null))[1] as failure,
             coalesce(bool_or(type = 'bounced' and bounce = 'permanent'), false) as bounced,
             bool_or(type = 'complained') as complained
      from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as pair (id text, message uuid)
      join mail_events event on event.id = pair.id
      left join (values ('failed', ${UNSENT_REASONS.failedAtProvider}), ('suppressed', ${UNSENT_REASONS.suppressedByProvider}))
        as ending (ending_type, failure) on ending.ending_type = event.type
      where pair.message is not null
      group by pair.message
    ) reported
    where message.id = reported.message
    returning message.topic, message.subject_id, reported.bounced, reported.complained`,
  );
  return rows.flatMap(({ topic, subject_id: subjectId, bounced, complained }) => [
    ...(bounced ? [{ topic, subjectId, reason: "bounced" } as const] : []),
    ...(complained ? [{ topic, subjectId, reason: "complained" } as const] : []),
  ]);
}

const KEEP_EVENTS_DAYS = 30;
const PURGE_BATCH_SIZE = 10_000;

/** Deletes applied events older than 30 days, in short batches. Their messages keep what they reported. */
export async function purgeMailEvents(db: Database, { now }: { now: Date }): Promise<void> {
  const before = new Date(now.getTime() - KEEP_EVENTS_DAYS * 24 * 3_600_000);
  const old = db
    .select({ id: mailEvents.id })
    .from(mailEvents)
    .where(and(lt(mailEvents.receivedAt, before), isNotNull(mailEvents.appliedAt)))
    .orderBy(asc(mailEvents.receivedAt))
    .limit(PURGE_BATCH_SIZE);
  for (;;) {
    const deleted = await db
      .delete(mailEvents)
      .where(inArray(mailEvents.id, old))
      .returning({ id: mailEvents.id });
    if (deleted.length < PURGE_BATCH_SIZE) return;
  }
}
