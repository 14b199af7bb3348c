import { lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { minuteTallies, NO_NAME, NO_SUBJECT } from "@/db/schema";

/** Enough for seconds of the busiest hour, little enough for one short statement. */
export const FOLD_LIMIT = 5_000;
/** So many generations of links are credited with a signature: more than people pass on, fewer than a machine could chain. */
export const GENERATIONS_CREDITED = 1_000;
/** So many links one statement may credit; where chains are long, it takes fewer events. */
const CREDITS_LIMIT = 50_000;
/** A fold of fewer events than this has left none waiting. */
export const FOLD_AGAIN_FROM = CREDITS_LIMIT / (1 + GENERATIONS_CREDITED) - 1;

const none = { subject: sql`${NO_SUBJECT}::uuid`, name: sql`${NO_NAME}::text` };

/**
 * Folds waiting count events into the tallies and returns how many; none is free when it returns 0. Each event counts
 * exactly once in each of them, however many workers fold: it is deleted in the statement that adds it, and an event in
 * another worker's hands is skipped.
 */
export async function foldCountEvents(
  db: Database,
  { limit = FOLD_LIMIT }: { limit?: number } = {},
): Promise<number> {
  // Every worker locks the tallies in the same order, table by table and row by row, so no two wait for each other.
  const [folded] = await db.execute<{ events: number }>(sql`
    with recursive ${drainedEvents(limit)},
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
        ('country', null, country), ('text', petition_text_id, null),
        ('generation', null, generation), ('landing', landing_id, landed)) origin (dimension, subject_id, name)
      group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (campaign_id, dimension, subject_id, name)
        do update set confirmed = origin_tallies.confirmed + excluded.confirmed
    ),
    ${creditedLinks}
    select count(*)::int as events from drained`);
  return folded?.events ?? 0;
}

/** The oldest events, taken off the queue, each with what its share link says: a link that is gone was one link at least. */
function drainedEvents(limit: number) {
  return sql`
    taken as materialized (
      select id, share_link_id from count_events order by id limit ${limit} for update skip locked
    ),
    measured as (
      select taken.id, link.depth, link.article_id as landing_id,
        row_number() over oldest = 1 or sum(1 + least(coalesce(link.depth, 0), ${GENERATIONS_CREDITED})) over oldest <= ${CREDITS_LIMIT} as fits
      from taken left join share_links link on link.id = taken.share_link_id
      window oldest as (order by taken.id)
    ),
    drained as (
      delete from count_events using measured where count_events.id = measured.id and fits
      returning campaign_id, at, petition_text_id, count_events.article_id, callout, share_link_id, channel, country, change,
        case when share_link_id is not null then (coalesce(depth, 0) + 1)::text end as generation,
        landing_id, case when share_link_id is not null then 'link' end as landed
    )`;
}

/** Credits the link of each event, and every link above it. Links never change their parents, so what is added is what was. */
const creditedLinks = sql`
    followed as (
      select campaign_id, share_link_id, sum(change) as change from drained where share_link_id is not null group by 1, 2
    ),
    chain as (
      select share_link_id as followed_id, link.id, link.parent_id, 1 as generation
      from (select distinct share_link_id from followed) start join share_links link on link.id = share_link_id
      union all
      select followed_id, link.id, link.parent_id, generation + 1
      from chain join share_links link on link.id = chain.parent_id where generation < ${GENERATIONS_CREDITED}
    ),
    credited as materialized (
      select campaign_id, chain.id as share_link_id, generation, sum(change) as change
      from chain join followed on share_link_id = followed_id group by 1, 2, 3 having sum(change) <> 0
    ),
    referrals as (
      insert into referral_tallies (share_link_id, generation, confirmed)
      select share_link_id, generation, sum(change) from credited group by 1, 2 order by 1, 2
      on conflict (share_link_id, generation) do update set confirmed = referral_tallies.confirmed + excluded.confirmed
    ),
    links as (
      insert into link_tallies (campaign_id, share_link_id, confirmed)
      select campaign_id, share_link_id, sum(change) from credited group by 1, 2 order by 1, 2
      on conflict (campaign_id, share_link_id) do update set confirmed = link_tallies.confirmed + excluded.confirmed
    )`;

/** Minutes serve the last hours' charts and the forecast; after that their hours say enough. */
const MINUTE_TALLIES_KEPT_DAYS = 2;

/** Drops the tallies of minutes that no figure looks at any more. */
export async function purgeMinuteTallies(db: Database, { now }: { now: Date }): Promise<void> {
  const before = new Date(now.getTime() - MINUTE_TALLIES_KEPT_DAYS * 86_400_000);
  await db.delete(minuteTallies).where(lt(minuteTallies.minute, before));
}
