import type postgres from "postgres";
import type { Call } from "../mailbox/calls";
import type { MailSummary } from "../mailbox/mail";

/** A mail that the mailbox accepted, as it recorded it itself; the address in small letters, for people sign in several spellings. */
export type AcceptedMail = { to: string; message: string };

/** A signature of the run, with the mails that were promised for it. */
type StoredSignature = {
  name: string;
  messages: { id: string; sent: boolean; failed: boolean; delivered: boolean }[];
};

export type Evidence = {
  signatures: StoredSignature[];
  mails: AcceptedMail[];
  calls: Call[];
  /** Messages that were committed, whoever they are about. */
  committed: Set<string>;
  left: { waiting: number; unfinished: number; leases: number; turns: number };
  events: { stored: number; different: number; unapplied: number };
};

export function acceptedMail({ to, tags }: MailSummary): AcceptedMail {
  return {
    to: to.join().toLowerCase(),
    message: tags?.find(({ name }) => name === "message")?.value ?? "none",
  };
}

/** What is to be seen when all is over: in the database, and in the mailbox's own records. */
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
    left join outbox_messages message on message.subject_id = signature.id
    where signature.name like 'Reader %'
    group by signature.id`;
  const committed = await sql<{ id: string }[]>`select id from outbox_messages`;
  const { data } = await (await fetch(`${mailboxUrl}/_calls`)).json();
  return {
    signatures,
    mails,
    calls: data,
    committed: new Set(committed.map(({ id }) => id)),
    left: await describeUnfinished(sql),
    events: await countReceivedEvents(sql),
  };
}

/** What still waits or is held. */
export async function describeUnfinished(sql: postgres.Sql): Promise<Evidence["left"]> {
  const [left] = await sql<Evidence["left"][]>`
    select (select count(*)::int from outbox_messages where sent_at is null and failed_at is null) as waiting,
           (select count(*)::int from mail_batches where finished_at is null) as unfinished,
           (select count(*)::int from mail_batches where lease_token is not null) as leases,
           (select count(*)::int from mail_pace where calling_since is not null) +
           (select count(*)::int from pg_locks where locktype = 'advisory') as turns`;
  if (!left) throw new Error("the database says nothing of what is left");
  return left;
}

async function countReceivedEvents(sql: postgres.Sql): Promise<Evidence["events"]> {
  const [events] = await sql<Evidence["events"][]>`
    select count(*)::int as stored, count(distinct (message_id, type))::int as different,
           count(*) filter (where applied_at is null)::int as unapplied
    from mail_events`;
  if (!events) throw new Error("the database says nothing of events");
  return events;
}

/** Whether every mail has gone out, and all that happened to it has been heard and written down. */
export async function isIdle(sql: postgres.Sql, mails: AcceptedMail[]): Promise<boolean> {
  const { waiting, unfinished } = await describeUnfinished(sql);
  const { stored, unapplied } = await countReceivedEvents(sql);
  return waiting === 0 && unfinished === 0 && unapplied === 0 && stored >= countExpectedEvents(mails);
}

/** Each mail of a run is sent and delivered. */
export function countExpectedEvents(mails: AcceptedMail[]): number {
  return mails.length * 2;
}
