import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { appendEntries, readHead } from "./append-entries";
import { takeChanges } from "./take-changes";

const DAY_MS = 86_400_000;
/** A day is closed this long after its end: a transaction that began before may still commit. */
const GRACE_MS = 10 * 60_000;
const WAIT_STEP_MS = 200;
const MAX_WAIT_MS = 60_000;
/** Half of the key of the advisory lock; the other half is the campaign. */
const CLOSING_LOCK = 726_164;

type Due = { campaignId: string; slug: string; day: string };

/** A day that was closed, with the size of the log and the number of signatures after it. */
type ClosedDay = Due & { size: number; count: number };

/**
 * Appends every day that is over to the public logs: for each campaign, day by day, its confirmed signatures in an order that says
 * nothing about time, then the other changes of its count. Each confirmation and each change is appended once, also with several workers or
 * after a killed one: a day is one transaction. Days without entries have no head.
 */
export async function closeDays(db: Database, { now }: { now: Date }): Promise<ClosedDay[]> {
  const end = new Date(Math.floor((now.getTime() - GRACE_MS) / DAY_MS) * DAY_MS);
  const closed: ClosedDay[] = [];
  if ((await listDue(db, end)).length === 0) return closed;
  await waitForOlderTransactions(db);
  for (;;) {
    const due = await listDue(db, end);
    const results: ClosedDay[] = [];
    for (const one of due) results.push(...(await closeDay(db, one)));
    closed.push(...results);
    // Nothing is due, or another worker is closing it.
    if (results.length === 0) return closed;
  }
}

/** Waits for the transactions that began before: one of them may hold a confirmation of a day that is over. */
async function waitForOlderTransactions(db: Database) {
  const [own] = await db.execute<{ id: string }>(sql`select pg_current_xact_id()::text as id`);
  for (let waited = 0; waited < MAX_WAIT_MS; waited += WAIT_STEP_MS) {
    const [state] = await db.execute<{ isOver: boolean }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot()) > ${own?.id ?? "0"}::xid8 as "isOver"`,
    );
    if (state?.isOver) return;
    await sleep(WAIT_STEP_MS);
  }
  throw new Error("a transaction has been open for a minute: no day is closed until it has ended");
}

/** Lists for each campaign its first day before `end` that has something to append. */
function listDue(db: Database, end: Date): Promise<Due[]> {
  return db.execute<Due>(sql`
    select id as "campaignId", slug, to_char(greatest(first, next_day), 'YYYY-MM-DD') as day
    from campaigns
    cross join lateral (
      select coalesce(max(day) + 1, '-infinity') as next_day from proof_days where campaign_id = campaigns.id
    ) closed
    cross join lateral (
      select least(
        (select min(confirmed_at) from signatures where campaign_id = campaigns.id and confirmed_at is not null
           and confirmed_at >= next_day::timestamp at time zone 'UTC'),
        (select min(at) from count_changes where campaign_id = campaigns.id)
      ) at time zone 'UTC' as first
    ) waiting
    where first < ${end.toISOString()}::timestamptz at time zone 'UTC'
      and next_day < (${end.toISOString()}::timestamptz at time zone 'UTC')::date
    order by id`);
}

/** Closes a day of a campaign, unless another worker does or has done so. */
async function closeDay(db: Database, due: Due): Promise<ClosedDay[]> {
  return db.transaction(async (tx) => {
    if (!(await lock(tx, due.campaignId))) return [];
    const head = await readHead(tx, due.campaignId);
    if (head.day !== null && head.day >= due.day) return [];
    const changes = await takeChanges(tx, due);
    return [{ ...due, ...(await appendEntries(tx, { ...due, head, changes })) }];
  });
}

async function lock(tx: Transaction, campaignId: string): Promise<boolean> {
  // Reads every signature of the day, which may take longer than the usual 10 s.
  await tx.execute(sql`set local statement_timeout = '10min'`);
  const [answer] = await tx.execute<{ isHeld: boolean }>(
    sql`select pg_try_advisory_xact_lock(${CLOSING_LOCK}::int, hashtext(${campaignId})) as "isHeld"`,
  );
  return answer?.isHeld ?? false;
}
