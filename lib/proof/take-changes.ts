import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { COUNT_CHANGE_KINDS } from "@/db/schema";
import { commitmentOf, commitmentSecret } from "./commitment";

type Day = { campaignId: string; day: string };

/** How much the count changed in a day, and why. */
export type DayChange = { kind: (typeof COUNT_CHANGE_KINDS)[number]; reason: string; change: number };

/** The reason of a quarantine that began before the signature was confirmed. */
const BEFORE_CONFIRMATION = "before-confirmation";

const PAGE_SIZE = 5_000;

/**
 * Collects what a day adds to a campaign's log: the commitments of its confirmations, sorted, in the temporary table
 * `day_commitments`, and the returned changes, which leave the queue.
 *
 * A confirmation is known by its signature, or, if that was withdrawn or erased since, by the change that says so. The signature may have
 * been quarantined when it was confirmed, and so did not count: the first change after its confirmation tells, or its state if there
 * is none.
 */
export async function takeChanges(tx: Transaction, day: Day): Promise<DayChange[]> {
  await tx.execute(sql`create temporary table day_commitments (commitment bytea primary key) on commit drop`);
  for (let after: ConfirmationRow | null = null; ; ) {
    const rows: ConfirmationRow[] = await listConfirmations(tx, { ...day, after });
    await storeCommitments(tx, rows);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_SIZE) break;
    after = last;
  }
  await storeCommitments(tx, await listChangedConfirmations(tx, day));
  const [quarantined] = await tx.execute<{ change: number }>(countUncounted(day));
  const changes = await tx.execute<DayChange>(sql`
    with taken as (
      delete from count_changes where campaign_id = ${day.campaignId} and at < ${endOf(day)} returning kind, reason, change
    )
    select kind, reason, sum(change)::int as change from taken group by kind, reason order by kind, reason`);
  return quarantined && quarantined.change !== 0
    ? [{ kind: "quarantined", reason: BEFORE_CONFIRMATION, ...quarantined }, ...changes]
    : changes;
}

/** A confirmation with the hash of the signed text. `at` has milliseconds, as JavaScript keeps them; `exactly` is the stored time. */
type ConfirmationRow = { signatureId: string; at: string; exactly: string; sha256: string };

/** Lists the next confirmations of the day, of signatures that are still there, by `signatures_recent`. */
function listConfirmations(
  tx: Transaction,
  { after, ...day }: Day & { after: ConfirmationRow | null },
): Promise<ConfirmationRow[]> {
  const isNext = after
    ? sql`confirmed_at >= ${after.exactly}::timestamptz
        and (confirmed_at, signatures.id) > (${after.exactly}::timestamptz, ${after.signatureId}::uuid)`
    : sql`true`;
  return tx.execute<ConfirmationRow>(sql`
    select signatures.id as "signatureId", ${asText} as at, confirmed_at::text as exactly, sha256
    from signatures join petition_texts on petition_texts.id = petition_text_id
    where signatures.campaign_id = ${day.campaignId} and confirmed_at is not null and ${isOn(day)} and ${isNext}
    order by confirmed_at, signatures.id
    limit ${PAGE_SIZE}`);
}

/** Lists the confirmations of the day that were changed since. Their signatures may be gone, or confirmed again. */
function listChangedConfirmations(tx: Transaction, day: Day): Promise<ConfirmationRow[]> {
  return tx.execute<ConfirmationRow>(sql`
    select distinct signature_id as "signatureId", ${asText} as at, confirmed_at::text as exactly, sha256
    from count_changes join petition_texts on petition_texts.id = petition_text_id
    where count_changes.campaign_id = ${day.campaignId} and ${isOn(day)}`);
}

const asText = sql`to_char(confirmed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The sum of confirmations of the day that did not count, negative. */
function countUncounted(day: Day) {
  return sql`
    select -count(*)::int as change
    from (
      select id as signature_id, ${toMilliseconds(sql`confirmed_at`)} as at, quarantined_at is null and withdrawn_at is null as counts
      from signatures where campaign_id = ${day.campaignId} and confirmed_at is not null and ${isOn(day)}
    ) confirmation
    full join (
      select distinct on (signature_id, confirmed_at) signature_id, ${toMilliseconds(sql`confirmed_at`)} as at, change
      from count_changes where campaign_id = ${day.campaignId} and ${isOn(day)}
      order by signature_id, confirmed_at, id
    ) first using (signature_id, at)
    where coalesce(change = 1, not counts)`;
}

async function storeCommitments(tx: Transaction, rows: ConfirmationRow[]) {
  if (rows.length === 0) return;
  const commitments = rows.map(({ signatureId, at, sha256 }) =>
    commitmentOf(commitmentSecret({ signatureId, confirmedAt: new Date(at) }), sha256).toString("hex"),
  );
  await tx.execute(sql`
    insert into day_commitments select decode(commitment, 'hex')
    from unnest(${`{${commitments.join(",")}}`}::text[]) as commitment on conflict do nothing`);
}

const toMilliseconds = (time: ReturnType<typeof sql>) => sql`date_trunc('milliseconds', ${time})`;
const startOf = ({ day }: Day) => sql`(${day}::timestamp at time zone 'UTC')`;
const endOf = ({ day }: Day) => sql`((${day}::date + 1)::timestamp at time zone 'UTC')`;
const isOn = (day: Day) => sql`confirmed_at >= ${startOf(day)} and confirmed_at < ${endOf(day)}`;
