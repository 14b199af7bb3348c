import { randomBytes } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { visitSalts } from "@/db/schema";
import { oldestKeptDay, visitorKey } from "./visitor-key";

/** A visit to a share link on a day (UTC). `visitor` is the result of `maskVisitor`. */
export type Visit = { code: string; day: string; channel: string; visitor: Uint8Array };

/**
 * Counts visits and returns how many were new. A visitor counts once per link and day, under their first channel, so it is
 * safe to repeat the call. Ignores visits to unknown links, and visits on days whose salt has been deleted.
 */
export async function recordVisits(db: Database, { visits, now }: { visits: Visit[]; now: Date }) {
  const oldest = oldestKeptDay(now);
  const countable = visits.filter(({ day }) => day >= oldest);
  if (countable.length === 0) return 0;
  return db.transaction(async (tx) => {
    const salts = await lockSalts(tx, [...new Set(countable.map(({ day }) => day))].sort());
    return countFirstVisits(
      tx,
      countable.flatMap((visit) => keyedVisits(visit, salts)),
    );
  });
}

type KeyedVisit = { code: string; day: string; channel: string; visitor: string };

function keyedVisits({ visitor, ...visit }: Visit, salts: Map<string, Uint8Array>): KeyedVisit[] {
  const salt = salts.get(visit.day);
  return salt ? [{ ...visit, visitor: visitorKey(salt, { ...visit, visitor }).toString("hex") }] : [];
}

/** Every process locks tables and rows in the same order, which prevents deadlocks. */
async function countFirstVisits(tx: Transaction, visits: KeyedVisit[]): Promise<number> {
  const [counted] = await tx.execute<{ visits: number }>(sql`
    with visit as materialized (
      select distinct on (link.id, sent.day, sent.visitor)
        link.id as share_link_id, link.campaign_id, sent.day, sent.channel, decode(sent.visitor, 'hex') as visitor
      from rows from (jsonb_to_recordset(${JSON.stringify(visits)}::jsonb)
        as (code text, day date, channel text, visitor text)) with ordinality as sent (code, day, channel, visitor, nth)
      join share_links link on link.code = sent.code
      order by link.id, sent.day, sent.visitor, nth
    ),
    fresh as (
      insert into share_visitors (visited_on, share_link_id, visitor)
      select day, share_link_id, visitor from visit order by 1, 2, 3
      on conflict do nothing
      returning visited_on, share_link_id, visitor
    ),
    counted as materialized (
      select visit.* from fresh join visit
        on visit.day = fresh.visited_on and visit.share_link_id = fresh.share_link_id and visit.visitor = fresh.visitor
    ),
    by_link as (
      insert into share_visits (share_link_id, visited_on, channel, visits)
      select share_link_id, day, channel, count(*) from counted group by 1, 2, 3 order by 1, 2, 3
      on conflict (share_link_id, visited_on, channel) do update set visits = share_visits.visits + excluded.visits
    ),
    by_campaign as (
      insert into campaign_visits (campaign_id, visited_on, channel, visits)
      select campaign_id, day, channel, count(*) from counted where campaign_id is not null group by 1, 2, 3 order by 1, 2, 3
      on conflict (campaign_id, visited_on, channel) do update set visits = campaign_visits.visits + excluded.visits
    )
    select count(*)::int as visits from counted`);
  return counted?.visits ?? 0;
}

/**
 * Returns the salts of some days, and creates missing ones. If two processes create one at once, both use the first. The rows
 * stay locked until the transaction ends, so that no visitor is stored after the salt has been deleted.
 */
async function lockSalts(tx: Transaction, days: string[]): Promise<Map<string, Uint8Array>> {
  const read = () => tx.select().from(visitSalts).where(inArray(visitSalts.day, days)).for("share");
  let rows = await read();
  if (rows.length < days.length) {
    const created = days.map((day) => ({ day, salt: randomBytes(32) }));
    await tx.insert(visitSalts).values(created).onConflictDoNothing();
    rows = await read();
  }
  return new Map(rows.map(({ day, salt }) => [day, salt]));
}
