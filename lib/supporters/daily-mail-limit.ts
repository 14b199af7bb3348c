import { asc, eq, inArray, sql } from "drizzle-orm";
import type postgres from "postgres";
import type { Transaction } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";
import type { Reason } from "./suppress";

/** Mails to one person a day, for all campaigns together, so that signing in someone's name cannot flood their mailbox. */
export const MAILS_PER_DAY = 3;
const DAY_MS = 86_400_000;

/**
 * Returns SQL that is true once a supporter reached the daily limit: another mail would be dropped. For use in a larger statement.
 */
export function hasDailyMailsSql(sql: postgres.Sql) {
  return sql`coalesce(supporters.mailed_at[cardinality(supporters.mailed_at) - ${MAILS_PER_DAY - 1}::int] > now() - interval '24 hours', false)`;
}

/** Whether a mail may be sent, or why not. `purged`: the supporter was deleted. */
export type Allowance = "allowed" | "limit" | "purged" | Reason;

/**
 * Decides which mails may be sealed and records those that may: three a day per supporter, none to a suppressed address.
 * Returns one answer per element of `supporterIds`; an id given twice means two mails. The supporters stay locked until the
 * caller's transaction ends, so that two workers cannot decide about the same person at once.
 */
export async function allowMails(
  tx: Transaction,
  { supporterIds, now }: { supporterIds: string[]; now: Date },
): Promise<Allowance[]> {
  if (supporterIds.length === 0) return [];
  const people = await lockPeople(tx, supporterIds);
  const dayAgo = now.getTime() - DAY_MS;
  const mailed = new Map<string, Date[]>();
  const answers = supporterIds.map((id): Allowance => {
    const person = people.get(id);
    if (!person) return "purged";
    if (person.suppressed) return person.suppressed;
    if (person.neverMailAt) return "asked";
    const today = mailed.get(id) ?? person.mailedAt.filter((at) => at.getTime() > dayAgo);
    if (today.length >= MAILS_PER_DAY) return "limit";
    mailed.set(id, [...today, now]);
    return "allowed";
  });
  await recordMails(tx, mailed);
  return answers;
}

/** Locks these supporters until the caller's transaction ends: always before their signatures. */
export async function lockSupporters(tx: Transaction, supporterIds: string[]): Promise<void> {
  await lockPeople(tx, supporterIds);
}

/** Locks in the order in which signing and confirming do, to avoid deadlocks. */
async function lockPeople(tx: Transaction, supporterIds: string[]) {
  const rows = await tx
    .select({
      id: supporters.id,
      neverMailAt: supporters.neverMailAt,
      mailedAt: supporters.mailedAt,
      suppressed: suppressions.reason,
    })
    .from(supporters)
    .leftJoin(suppressions, eq(suppressions.emailKey, supporters.emailKey))
    .where(inArray(supporters.id, supporterIds))
    .orderBy(asc(supporters.emailKey))
    .for("update", { of: supporters });
  return new Map(rows.map((row) => [row.id, row]));
}

async function recordMails(tx: Transaction, mailed: Map<string, Date[]>) {
  if (mailed.size === 0) return;
  const notes = JSON.stringify([...mailed].map(([id, times]) => ({ id, times })));
  await tx.execute(sql`
    update supporters set mailed_at = note.times
    from jsonb_to_recordset(${notes}::jsonb) as note (id uuid, times timestamptz[])
    where supporters.id = note.id`);
}
