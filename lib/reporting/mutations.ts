import { lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { minuteTallies, NO_NAME, NO_SUBJECT } from "@/db/schema";

/** Enough for seconds of the busiest hour, little enough for one short statement. */
export const FOLD_LIMIT = 5_000;

/**
 * Folds waiting count events into the tallies and returns how many. Each event counts exactly once in each of them,
 * however many workers fold: it is deleted in the statement that adds it, and an event in another worker's hands is skipped.
 */
export async function foldCountEvents(
  db: Database,
  { limit = FOLD_LIMIT }: { limit?: number } = {},
): Promise<number> {
  const none = { subject: sql`${NO_SUBJECT}::uuid`, name: sql`${NO_NAME}::text` };
  // Every worker locks the tallies in the same order, table by table and row by row, so no two wait for each other.
  const [folded] = await db.execute<{ events: number }>(sql`
    with taken as (
      select id from count_events order by id limit ${limit} for update skip locked
    ),
    drained as (
      delete from count_events using taken where count_events.id = taken.id
      returning campaign_id, at, petition_text_id, article_id, callout, share_link_id, channel, country, change
    ),
    minutes as (
      insert into minute_tallies (campaign_id, minute, confirmed)
      select campaign_id, date_trunc('minute', at, 'UTC'), sum(change) from drained group by 1, 2 order by 1, 2
      on conflict (campaign_id, minute) do update set confirmed = minute_tallies.confirmed + excluded.confirmed
    ),
    hours as (
      insert into hour_tallies (campaign_id, hour, confirmed)
      select campaign_id, date_trunc('hour', at, 'UTC'), sum(change) from drained group by 1, 2 order by 1, 2
      on conflict (campaign_id, hour) do update set confirmed = hour_tallies.confirmed + excluded.confirmed
    ),
    origins as (
      insert into origin_tallies (campaign_id, dimension, subject_id, name, confirmed)
      select campaign_id, dimension, coalesce(subject_id, ${none.subject}), coalesce(name, ${none.name}), sum(change)
      from drained cross join lateral (values
        ('callout', article_id, callout), ('link', share_link_id, null), ('channel', null, channel),
        ('country', null, country), ('text', petition_text_id, null)) origin (dimension, subject_id, name)
      group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (campaign_id, dimension, subject_id, name)
        do update set confirmed = origin_tallies.confirmed + excluded.confirmed
    )
    select count(*)::int as events from drained`);
  return folded?.events ?? 0;
}

/** Minutes serve the last hours' charts and the forecast; after that their hours say enough. */
const KEEP_MINUTES_DAYS = 2;

/** Drops the tallies of minutes that no figure looks at any more. */
export async function forgetMinutes(db: Database, { now }: { now: Date }): Promise<void> {
  const before = new Date(now.getTime() - KEEP_MINUTES_DAYS * 86_400_000);
  await db.delete(minuteTallies).where(lt(minuteTallies.minute, before));
}
