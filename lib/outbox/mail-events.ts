import { and, asc, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { mailEvents, outboxMessages } from "@/db/schema";
import type { MailEvent } from "./mail-event-input";

/** Keeps what the provider told of a mail, once for each event id: told again, it changes nothing. */
export async function recordMailEvent(db: Database, event: MailEvent): Promise<void> {
  await db.insert(mailEvents).values(event).onConflictDoNothing({ target: mailEvents.id });
}

/** How long the mail of an event may be unknown to us: until its batch's answer, or what became of it, has been found. */
const WAIT_FOR_MESSAGE_HOURS = 25;

/** `untaggedSince`: events without our tag that came before this are not looked at, until they are given up. */
type Which = { limit: number; untaggedSince: Date; now: Date };

/** A message whose address will not, or does not want to, be mailed. */
export type Returned = { topic: string; subjectId: string; reason: "bounced" | "complained" };

/**
 * Writes waiting events to their messages, the oldest first, and tells how many and which messages came back. Each
 * time that is written is the earliest that was told, so events may come late, twice and in any order. What an event
 * tells does not finish a batch: whether all its mails were taken, only the batch's own answer says.
 */
export async function applyMailEvents(
  tx: Transaction,
  which: Which,
): Promise<{ applied: number; returned: Returned[] }> {
  const events = await takeEvents(tx, which);
  const free = await lockMessages(
    tx,
    events.flatMap(({ message }) => message ?? []),
  );
  // One that another worker is writing to waits for the next round; one of no message of ours ends here.
  const settled = events.filter(({ message }) => message === null || free.has(message));
  if (settled.length === 0) return { applied: 0, returned: [] };
  const returned = await writeToMessages(tx, settled);
  await tx
    .update(mailEvents)
    .set({ appliedAt: which.now })
    .where(
      inArray(
        mailEvents.id,
        settled.map(({ id }) => id),
      ),
    );
  return { applied: settled.length, returned };
}

type Taken = { id: string; message: string | null };

/**
 * Waiting events with their messages, by tag, else by the provider's id. A tagged event need not wait: its message was
 * there before the mail. One without a tag is left out until its message is known or a day has gone by, so
 * that those of other people's mails, which nobody will ever know, never stand before ours.
 */
async function takeEvents(tx: Transaction, { limit, untaggedSince, now }: Which): Promise<Taken[]> {
  const longAgo = new Date(now.getTime() - WAIT_FOR_MESSAGE_HOURS * 3_600_000);
  return tx.execute<Taken>(sql`
    select event.id, coalesce(tagged.id, known.id) as message
    from mail_events event
    left join outbox_messages tagged on tagged.id = event.message_id
    left join lateral (
      select id from outbox_messages where provider_id = event.provider_id order by id limit 1
    ) known on tagged.id is null
    where event.applied_at is null
      and (event.message_id is not null or event.received_at < ${longAgo.toISOString()}::timestamptz
           or (event.received_at >= ${untaggedSince.toISOString()}::timestamptz and known.id is not null))
      -- The same without the join, so that what is left out is left out before it.
      and (event.message_id is not null or event.received_at < ${longAgo.toISOString()}::timestamptz
           or event.received_at >= ${untaggedSince.toISOString()}::timestamptz)
    order by event.received_at
    limit ${limit}
    for update of event skip locked`);
}

/** Never waits for a message in other hands: whoever finishes a batch locks its messages in an order of its own. */
async function lockMessages(tx: Transaction, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(inArray(outboxMessages.id, ids))
    .orderBy(asc(outboxMessages.id))
    .for("update", { skipLocked: true });
  return new Set(rows.map(({ id }) => id));
}

async function writeToMessages(tx: Transaction, events: Taken[]): Promise<Returned[]> {
  const rows = await tx.execute<{ topic: string; subject_id: string; bounced: boolean; complained: boolean }>(
    sql`
    update outbox_messages message set
      provider_id = coalesce(message.provider_id, told.provider_id),
      delivered_at = least(message.delivered_at, told.delivered_at),
      delayed_at = least(message.delayed_at, told.delayed_at),
      bounced_at = least(message.bounced_at, told.bounced_at),
      complained_at = least(message.complained_at, told.complained_at),
      failed_at = least(message.failed_at, told.failed_at),
      failure = case
        when message.failed_at is null or (told.failed_at, told.failure) < (message.failed_at, message.failure)
        then told.failure else message.failure end
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
      left join (values ('failed', 'failed at the provider'), ('suppressed', 'suppressed by the provider'))
        as ending (ending_type, failure) on ending.ending_type = event.type
      where pair.message is not null
      group by pair.message
    ) told
    where message.id = told.message
    returning message.topic, message.subject_id, told.bounced, told.complained`,
  );
  return rows.flatMap(({ topic, subject_id: subjectId, bounced, complained }) => [
    ...(bounced ? [{ topic, subjectId, reason: "bounced" } as const] : []),
    ...(complained ? [{ topic, subjectId, reason: "complained" } as const] : []),
  ]);
}

const KEEP_EVENTS_DAYS = 30;
const FORGET_AT_ONCE = 10_000;

/** Forgets applied events that are older than 30 days: what they told stands in their messages. In small steps, each short. */
export async function purgeMailEvents(db: Database, { now }: { now: Date }): Promise<void> {
  const longAgo = new Date(now.getTime() - KEEP_EVENTS_DAYS * 24 * 3_600_000);
  const old = db
    .select({ id: mailEvents.id })
    .from(mailEvents)
    .where(and(lt(mailEvents.receivedAt, longAgo), isNotNull(mailEvents.appliedAt)))
    .orderBy(asc(mailEvents.receivedAt))
    .limit(FORGET_AT_ONCE);
  for (;;) {
    const forgotten = await db
      .delete(mailEvents)
      .where(inArray(mailEvents.id, old))
      .returning({ id: mailEvents.id });
    if (forgotten.length < FORGET_AT_ONCE) return;
  }
}
