import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Enough for seconds of the busiest hour, little enough for one short statement. */
export const FOLD_LIMIT = 5_000;

/**
 * Folds waiting count events into the hourly tallies and returns how many. Each event counts exactly once, however
 * many workers fold: it is deleted in the statement that adds it, and an event in another worker's hands is skipped.
 */
export async function foldCountEvents(
  db: Database,
  { limit = FOLD_LIMIT }: { limit?: number } = {},
): Promise<number> {
  const [folded] = await db.execute<{ events: number }>(sql`
    with taken as (
      select id from count_events order by id limit ${limit} for update skip locked
    ),
    drained as (
      delete from count_events using taken where count_events.id = taken.id
      returning campaign_id, date_trunc('hour', at, 'UTC') as hour, article_id, callout, share_link_id, channel, country, change
    ),
    tallied as (
      insert into signature_hours (campaign_id, hour, article_id, callout, share_link_id, channel, country, confirmed)
      select campaign_id, hour, article_id, callout, share_link_id, channel, country, sum(change)
      from drained
      group by 1, 2, 3, 4, 5, 6, 7
      order by 1, 2, 3, 4, 5, 6, 7 -- every worker locks the tallies in the same order, so no two wait for each other
      on conflict on constraint signature_hours_one_per_origin
        do update set confirmed = signature_hours.confirmed + excluded.confirmed
    )
    select count(*)::int as events from drained`);
  return folded?.events ?? 0;
}
