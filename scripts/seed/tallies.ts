import { and, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import {
  attributionTallies,
  COUNT_SLOTS,
  campaignCounts,
  campaignVisits,
  hourTallies,
  linkTallies,
  minuteTallies,
  NO_NAME,
  NO_SUBJECT,
  referralTallies,
  shareLinks,
  shareVisits,
  signatures,
} from "@/db/schema";

/** Inserts the counts of these campaigns: the public count, spread over its slots, and the tallies by hour, minute and attribution. */
export async function tallySignatures(tx: Transaction, campaignIds: string[]) {
  const counted = and(
    inArray(signatures.campaignId, campaignIds),
    isNotNull(signatures.confirmedAt),
    isNull(signatures.withdrawnAt),
    isNull(signatures.quarantinedAt),
  );
  await tx.execute(sql`
    insert into ${campaignCounts} (campaign_id, slot, confirmed)
    select campaign_id, slot, count(*)
    from (
      select campaign_id, row_number() over (partition by campaign_id) % ${COUNT_SLOTS} as slot
      from ${signatures}
      where ${counted}
    ) numbered
    group by campaign_id, slot
  `);
  await tx.execute(sql`
    insert into ${hourTallies} (campaign_id, hour, confirmed)
    select campaign_id, date_trunc('hour', confirmed_at, 'UTC'), count(*) from ${signatures} where ${counted} group by 1, 2
  `);
  await tx.execute(sql`
    insert into ${minuteTallies} (campaign_id, minute, confirmed)
    select campaign_id, date_trunc('minute', confirmed_at, 'UTC'), count(*) from ${signatures}
    where ${counted} and confirmed_at >= now() - interval '2 days' group by 1, 2
  `);
  await tx.execute(sql`
    insert into ${attributionTallies} (campaign_id, dimension, subject_id, name, confirmed)
    select campaign_id,
      case when grouping(callout) = 0 then 'callout' when grouping(share_link_id) = 0 then 'link'
        when grouping(channel) = 0 then 'channel' when grouping(country) = 0 then 'country' else 'text' end,
      coalesce(article_id, share_link_id, petition_text_id, ${NO_SUBJECT}), coalesce(callout, channel, country, ${NO_NAME}), count(*)
    from ${signatures}
    where ${counted}
    group by grouping sets ((campaign_id, article_id, callout), (campaign_id, share_link_id), (campaign_id, channel),
      (campaign_id, country), (campaign_id, petition_text_id))
  `);
  await creditLinks(tx, counted);
}

/** Inserts the referrals of every share link by generation, as `foldCountEvents` does for each event. */
async function creditLinks(tx: Transaction, counted: SQL | undefined) {
  await tx.execute(sql`
    with recursive followed as (
      select campaign_id, share_link_id, count(*) as signed from ${signatures} where ${counted} group by 1, 2
    ),
    chain as (
      select link.id as followed_id, link.id, link.parent_id, 1 as generation
      from (select distinct share_link_id from followed) start join ${shareLinks} link on link.id = share_link_id
      union all
      select followed_id, link.id, link.parent_id, generation + 1
      from chain join ${shareLinks} link on link.id = chain.parent_id
    ),
    credited as materialized (
      select campaign_id, chain.id as share_link_id, generation, sum(signed) as signed
      from chain join followed on share_link_id = followed_id group by 1, 2, 3
    ),
    referrals as (
      insert into ${referralTallies} (share_link_id, generation, confirmed)
      select share_link_id, generation, sum(signed) from credited group by 1, 2
    ),
    links as (
      insert into ${linkTallies} (campaign_id, share_link_id, confirmed)
      select campaign_id, share_link_id, sum(signed) from credited group by 1, 2
    )
    insert into ${attributionTallies} (campaign_id, dimension, subject_id, name, confirmed)
    select followed.campaign_id, dimension, coalesce(subject_id, ${NO_SUBJECT}), coalesce(name, ${NO_NAME}), sum(signed)
    from followed left join ${shareLinks} link on link.id = share_link_id cross join lateral (values
      ('generation', null, (link.depth + 1)::text),
      ('landing', link.article_id, case when share_link_id is not null then 'link' end)) origin (dimension, subject_id, name)
    group by 1, 2, 3, 4
  `);
}

/** Inserts the visits through all links of each campaign, by day and channel. */
export async function tallyVisits(tx: Transaction, campaignIds: string[]) {
  await tx.execute(sql`
    insert into ${campaignVisits} (campaign_id, visited_on, channel, visits)
    select campaign_id, visited_on, ${shareVisits.channel}, sum(${shareVisits.visits})
    from ${shareVisits} join ${shareLinks} on ${shareLinks.id} = ${shareVisits.shareLinkId}
    where ${inArray(shareLinks.campaignId, campaignIds)} group by 1, 2, 3
    on conflict do nothing
  `);
}
