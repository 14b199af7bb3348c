import { lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { minuteTallies, NO_NAME, NO_SUBJECT } from "@/db/schema";

/** The events of several seconds at peak traffic; one statement is still short. */
const FOLD_LIMIT = 5_000;
/** A signature is credited to at most this many links above it. Limits the cost of long chains, which a script could create. */
export const GENERATIONS_CREDITED = 1_000;
/** One statement credits at most this many links. With long chains, it folds fewer events. */
const CREDITS_LIMIT = 50_000;
/** A fold of fewer events than this emptied the queue. */
export const MIN_FULL_FOLD = CREDITS_LIMIT / (1 + GENERATIONS_CREDITED) - 1;

const none = { subject: sql`${NO_SUBJECT}::uuid`, name: sql`${NO_NAME}::text` };

/**
 * Folds pending count events into the tallies and returns how many: 0 if no unlocked event is left. Each event
 * counts exactly once, even with several workers: the statement that adds it also deletes it, and skips events that another
 * worker has locked.
 */
export async function foldCountEvents(
  db: Database,
  { limit = FOLD_LIMIT }: { limit?: number } = {},
): Promise<number> {
  // Every worker locks tables and rows in the same order, which prevents deadlocks.
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
        ('generation', null, generation), ('landing', landing_id, landing_kind)) origin (dimension, subject_id, name)
      group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (campaign_id, dimension, subject_id, name)
        do update set confirmed = origin_tallies.confirmed + excluded.confirmed
    ),
    ${creditedLinks}
    select count(*)::int as events from drained`);
  return folded?.events ?? 0;
}

/** Deletes and returns the oldest events, each with the depth and article of its share link. A deleted link counts as depth 0. */
function drainedEvents(limit: number) {
  return sql`
    locked as materialized (
      select id, share_link_id from count_events order by id limit ${limit} for update skip locked
    ),
    measured as (
      select locked.id, link.depth, link.article_id as landing_id,
        row_number() over oldest = 1 or sum(1 + least(coalesce(link.depth, 0), ${GENERATIONS_CREDITED})) over oldest <= ${CREDITS_LIMIT} as fits
      from locked left join share_links link on link.id = locked.share_link_id
      window oldest as (order by locked.id)
    ),
    drained as (
      delete from count_events using measured where count_events.id = measured.id and fits
      returning campaign_id, at, petition_text_id, count_events.article_id, callout, share_link_id, channel, country, change,
        case when share_link_id is not null then (coalesce(depth, 0) + 1)::text end as generation,
        landing_id, case when share_link_id is not null then 'link' end as landing_kind
    )`;
}

/**
 * Credits the link of each event and every link above it. A link's parent never changes, so a later removal reverses the same
 * credits.
 */
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

/** The live charts and the forecast need minutes for the last hour; older charts use hours. */
const MINUTE_TALLIES_KEPT_DAYS = 2;

/** Deletes minute tallies that no figure needs any more. */
export async function purgeMinuteTallies(db: Database, { now }: { now: Date }): Promise<void> {
  const before = new Date(now.getTime() - MINUTE_TALLIES_KEPT_DAYS * 86_400_000);
  await db.delete(minuteTallies).where(lt(minuteTallies.minute, before));
}
