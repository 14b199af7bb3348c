import { randomBytes } from "node:crypto";
import { inArray, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { shareVisitors, visitSalts } from "@/db/schema";
import { oldestKeptDay, visitorKey } from "./rules";

/** Somebody who opened a link on a day (UTC). `visitor` is in clear and never written down; see `visitorKey`. */
export type Visit = { shareLinkId: string; day: string; channel: string; visitor: string };

/**
 * Counts visits and returns how many were new: each visitor counts once per link and day, by the channel that they came
 * through first, however many processes tell of them. So it may be repeated when its outcome is not known.
 */
export async function recordVisits(db: Database, visits: Visit[]): Promise<number> {
  if (visits.length === 0) return 0;
  const salts = await saltsOf(db, [...new Set(visits.map(({ day }) => day))]);
  const seen = new Map<string, Omit<Visit, "visitor"> & { visitor: string }>();
  for (const { visitor, ...visit } of visits) {
    const salt = salts.get(visit.day);
    if (!salt) throw new Error("a day has no salt");
    const key = visitorKey(salt, visitor).toString("hex");
    const whose = [visit.day, visit.shareLinkId, key].join();
    if (!seen.has(whose)) seen.set(whose, { ...visit, visitor: key });
  }
  // Every process takes its locks in the same order, table by table and row by row, so no two wait for each other.
  const [counted] = await db.execute<{ visits: number }>(sql`
    with seen as materialized (
      select link.id as share_link_id, link.campaign_id, seen.day, seen.channel, decode(seen.visitor, 'hex') as visitor
      from jsonb_to_recordset(${JSON.stringify([...seen.values()])}::jsonb)
        as seen ("shareLinkId" uuid, day date, channel text, visitor text)
      join share_links link on link.id = seen."shareLinkId"
    ),
    fresh as (
      insert into share_visitors (visited_on, share_link_id, visitor)
      select day, share_link_id, visitor from seen order by 1, 2, 3
      on conflict do nothing
      returning visited_on, share_link_id, visitor
    ),
    counted as materialized (
      select seen.* from fresh join seen
        on seen.day = fresh.visited_on and seen.share_link_id = fresh.share_link_id and seen.visitor = fresh.visitor
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

/** The salts of some days, drawn where a day has none yet: all processes use the one that was there first. */
async function saltsOf(db: Database, days: string[]): Promise<Map<string, Uint8Array>> {
  const known = await readSalts(db, days);
  const missing = days.filter((day) => !known.has(day)).sort();
  if (missing.length === 0) return known;
  await db
    .insert(visitSalts)
    .values(missing.map((day) => ({ day, salt: randomBytes(32) })))
    .onConflictDoNothing();
  return readSalts(db, days);
}

async function readSalts(db: Database, days: string[]) {
  const rows = await db.select().from(visitSalts).where(inArray(visitSalts.day, days));
  return new Map(rows.map(({ day, salt }) => [day, salt]));
}

/** Destroys the salts of days that are over, and with them whatever could tell one visitor from another. Counts stay. */
export async function forgetVisitors(db: Database, { now }: { now: Date }): Promise<void> {
  const oldest = oldestKeptDay(now);
  await db.delete(visitSalts).where(lt(visitSalts.day, oldest));
  await db.delete(shareVisitors).where(lt(shareVisitors.visitedOn, oldest));
}
