import type postgres from "postgres";
import type { Call } from "../mailbox/calls";
import type { MailSummary } from "../mailbox/mail";

/** A mail that the mailbox accepted. The address is in lower case, because people sign with several spellings. */
export type AcceptedMail = { to: string; message: string };

/** A signature of the run, with its confirmation mails in the outbox. */
type StoredSignature = {
  name: string;
  messages: { id: string; sent: boolean; failed: boolean; delivered: boolean }[];
};

export type Evidence = {
  signatures: StoredSignature[];
  mails: AcceptedMail[];
  calls: Call[];
  /** The ids of all committed messages. */
  committed: Set<string>;
  remaining: { queued: number; unfinished: number; leases: number; locks: number };
  events: { stored: number; different: number; unapplied: number };
};

export function acceptedMail({ to, tags }: MailSummary): AcceptedMail {
  return {
    to: to.join().toLowerCase(),
    message: tags?.find(({ name }) => name === "message")?.value ?? "none",
  };
}

/** Collects the final state from the database and from the mailbox's log. */
export async function gatherEvidence(
  sql: postgres.Sql,
  { mails, mailboxUrl }: { mails: AcceptedMail[]; mailboxUrl: string },
): Promise<Evidence> {
  const signatures = await sql<StoredSignature[]>`
    select signature.name, coalesce(jsonb_agg(jsonb_build_object(
             'id', message.id, 'sent', message.sent_at is not null, 'failed', message.failed_at is not null,
             'delivered', message.delivered_at is not null
           )) filter (where message.id is not null), '[]') as messages
    from signatures signature
    left join outbox_messages message on message.subject_id = signature.id and message.topic = 'signature.confirmation-requested'
    where signature.name like 'Reader %'
    group by signature.id`;
  const committed = await sql<{ id: string }[]>`select id from outbox_messages`;
  const { data } = await (await fetch(`${mailboxUrl}/_calls`)).json();
  return {
    signatures,
    mails,
    calls: data,
    committed: new Set(committed.map(({ id }) => id)),
    remaining: await getRemainingWork(sql),
    events: await countReceivedEvents(sql),
  };
}

/** Counts queued mails, unfinished batches and held leases and locks. */
export async function getRemainingWork(sql: postgres.Sql): Promise<Evidence["remaining"]> {
  const [remaining] = await sql<Evidence["remaining"][]>`
    select (select count(*)::int from outbox_messages where sent_at is null and failed_at is null) as queued,
           (select count(*)::int from mail_batches where finished_at is null) as unfinished,
           (select count(*)::int from mail_batches where lease_token is not null) as leases,
           (select count(*)::int from mail_pace where calling_since is not null) +
           (select count(*)::int from pg_locks where locktype = 'advisory') as locks`;
  if (!remaining) throw new Error("the query for remaining work returned no row");
  return remaining;
}

async function countReceivedEvents(sql: postgres.Sql): Promise<Evidence["events"]> {
  const [events] = await sql<Evidence["events"][]>`
    select count(*)::int as stored, count(distinct (message_id, type))::int as different,
           count(*) filter (where applied_at is null)::int as unapplied
    from mail_events`;
  if (!events) throw new Error("the query for events returned no row");
  return events;
}

/** Whether every mail was sent and all its events are stored and applied. */
export async function isIdle(sql: postgres.Sql, mails: AcceptedMail[]): Promise<boolean> {
  const { queued, unfinished } = await getRemainingWork(sql);
  const { stored, unapplied } = await countReceivedEvents(sql);
  return queued === 0 && unfinished === 0 && unapplied === 0 && stored >= countExpectedEvents(mails);
}

/** Each mail has two events: sent and delivered. */
export function countExpectedEvents(mails: AcceptedMail[]): number {
  return mails.length * 2;
}
