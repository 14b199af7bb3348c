import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";
import type { Reason } from "./suppress";

/** Over all petitions together, so that nobody can be buried in mail by signing in their name. */
const MAILS_PER_DAY = 3;
const DAY_MS = 86_400_000;

/** Why a mail may go out or not: `gone` says that the person has been forgotten meanwhile. */
export type Allowance = "allowed" | "limit" | "gone" | Reason;

/**
 * Decides which of some mails may be sealed, and notes those that may: three a day for one person, none to a suppressed
 * address. One answer for each place in `supporterIds`; who stands there twice is mailed twice. The people stay locked until
 * the caller's transaction ends, so that two workers never decide about one person at once.
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
    if (!person) return "gone";
    if (person.suppressed) return person.suppressed;
    if (person.neverMailAt) return "asked";
    const today = mailed.get(id) ?? person.mailedAt.filter((at) => at.getTime() > dayAgo);
    if (today.length >= MAILS_PER_DAY) return "limit";
    mailed.set(id, [...today, now]);
    return "allowed";
  });
  await noteMails(tx, mailed);
  return answers;
}

/** Takes these people into the caller's transaction, in the order in which everybody who takes several does. */
export async function lockSupporters(tx: Transaction, supporterIds: string[]): Promise<void> {
  await lockPeople(tx, supporterIds);
}

/** In the order of their ids, so that no two workers wait for each other. */
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
    .orderBy(asc(supporters.id))
    .for("update", { of: supporters });
  return new Map(rows.map((row) => [row.id, row]));
}

async function noteMails(tx: Transaction, mailed: Map<string, Date[]>) {
  if (mailed.size === 0) return;
  const notes = JSON.stringify([...mailed].map(([id, times]) => ({ id, times })));
  await tx.execute(sql`
    update supporters set mailed_at = note.times
    from jsonb_to_recordset(${notes}::jsonb) as note (id uuid, times timestamptz[])
    where supporters.id = note.id`);
}
