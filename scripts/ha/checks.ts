import postgres from "postgres";
import { type Counted, readCount } from "./counted";
import type { Failover } from "./failover";
import type { Told } from "./people";

/** The result of one check. `found` is the observed value. */
export type CheckResult = { fact: string; found: string; holds: boolean };

/** Writes must be back within this time after the primary died. */
const WRITES_BACK_WITHIN_SECONDS = 30;

type Evidence = { databaseUrl: string; before: Counted; told: Told; failover: Failover };

/** Compares what people were told with what the new primary holds. */
export async function checkFailover({
  databaseUrl,
  before,
  told,
  failover,
}: Evidence): Promise<CheckResult[]> {
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    const rows = await sql<{ person: number; isConfirmed: boolean }[]>`
      select substr(name, 8)::int as person, confirmed_at is not null as "isConfirmed"
      from signatures where name like 'Reader %'`;
    const after = await readCount(sql);
    const stored = new Map(rows.map(({ person, isConfirmed }) => [person, isConfirmed]));
    const people = told.signed.size;
    const lost = [...told.signed.keys()].filter((person) => !stored.has(person)).length;
    const unconfirmed = [...told.confirmed.keys()].filter((person) => stored.get(person) !== true).length;
    const { pages, direct, faults } = failover;
    return [
      atLeast("people signed and confirmed", { count: people, minimum: 100 }),
      none("somebody gave up", [...new Set(told.failures)]),
      zero("acknowledged signatures lost", lost),
      zero("signatures twice", rows.length - stored.size),
      zero("acknowledged confirmations lost", unconfirmed),
      equal("every confirmation counted once", after.slots - before.slots, told.confirmed.size),
      equal("count and rows agree", after.slots, after.rows),
      ...faults.map(({ what, writesBackSeconds: seconds }) => ({
        fact: `writes are back after ${what}`,
        found: `${seconds.toFixed(1)} s`,
        holds: seconds <= WRITES_BACK_WITHIN_SECONDS,
      })),
      none(`pages by nginx, asked ${pages.asked} times: not 200`, pages.failed),
      none(`pages by the web processes, asked ${direct.asked} times: not 200`, direct.failed),
    ];
  } finally {
    await sql.end();
  }
}

function zero(fact: string, count: number): CheckResult {
  return { fact: `no ${fact}`, found: String(count), holds: count === 0 };
}

function none(fact: string, found: string[]): CheckResult {
  return { fact, found: [String(found.length), ...found.slice(0, 5)].join("; "), holds: found.length === 0 };
}

function equal(fact: string, found: number, expected: number): CheckResult {
  return { fact, found: `${found} of ${expected}`, holds: found === expected };
}

function atLeast(fact: string, { count, minimum }: { count: number; minimum: number }): CheckResult {
  return { fact, found: String(count), holds: count >= minimum };
}
