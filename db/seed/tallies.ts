import { and, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import {
  COUNT_SLOTS,
  campaignCounts,
  hourTallies,
  minuteTallies,
  NO_NAME,
  NO_SUBJECT,
  originTallies,
  signatures,
} from "@/db/schema";

/** Counts what was signed in these campaigns: the public count, spread over its slots, and the tallies by hour, minute and origin. */
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
    ) dealt
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
    insert into ${originTallies} (campaign_id, dimension, subject_id, name, confirmed)
    select campaign_id,
      case when grouping(callout) = 0 then 'callout' when grouping(share_link_id) = 0 then 'link'
        when grouping(channel) = 0 then 'channel' when grouping(country) = 0 then 'country' else 'text' end,
      coalesce(article_id, share_link_id, petition_text_id, ${NO_SUBJECT}), coalesce(callout, channel, country, ${NO_NAME}), count(*)
    from ${signatures}
    where ${counted}
    group by grouping sets ((campaign_id, article_id, callout), (campaign_id, share_link_id), (campaign_id, channel),
      (campaign_id, country), (campaign_id, petition_text_id))
  `);
}
