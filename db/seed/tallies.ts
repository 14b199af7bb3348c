import { and, inArray, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { COUNT_SLOTS, campaignCounts, signatureHours, signatures } from "@/db/schema";

/** Counts what was signed in these campaigns: the public count, spread over its slots, and the tallies by hour and origin. */
export async function tallySignatures(tx: Transaction, campaignIds: string[]) {
  const counted = and(inArray(signatures.campaignId, campaignIds), isNotNull(signatures.confirmedAt));
  await tx.execute(sql`
    insert into ${campaignCounts} (campaign_id, slot, confirmed)
    select campaign_id, slot, count(*)
    from (
      select campaign_id, row_number() over (partition by campaign_id order by id) % ${COUNT_SLOTS} as slot
      from ${signatures}
      where ${counted}
    ) dealt
    group by campaign_id, slot
  `);
  await tx.execute(sql`
    insert into ${signatureHours}
      (campaign_id, hour, article_id, callout, share_link_id, channel, country, confirmed)
    select campaign_id, date_trunc('hour', confirmed_at, 'UTC'), article_id, callout, share_link_id, channel, country, count(*)
    from ${signatures}
    where ${counted}
    group by 1, 2, 3, 4, 5, 6, 7
  `);
}
