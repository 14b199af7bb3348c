import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import type postgres from "postgres";
import type { Transaction } from "@/db/client";
import { COUNT_SLOTS, campaignCounts, countEvents } from "@/db/schema";

/** The petition text that was signed, and the attribution of the signature. */
type SignatureSource = {
  textId: string;
  articleId: string | null;
  callout: string | null;
  shareLinkId: string | null;
  channel: string | null;
  country: string | null;
};

/**
 * Adds (+1) or subtracts (-1) several signatures of a campaign within the caller's transaction, through one random slot: with
 * several slots, concurrent transactions could deadlock. The public count changes at once. The tallies change when the worker
 * folds the events.
 */
export async function countSignatures(
  tx: Transaction,
  { campaignId, change, sources }: { campaignId: string; change: 1 | -1; sources: SignatureSource[] },
) {
  if (sources.length === 0) return;
  await tx
    .insert(campaignCounts)
    .values({ campaignId, slot: randomInt(COUNT_SLOTS), confirmed: change * sources.length })
    .onConflictDoUpdate({
      target: [campaignCounts.campaignId, campaignCounts.slot],
      set: { confirmed: sql`${campaignCounts.confirmed} + excluded.confirmed` },
    });
  await tx.insert(countEvents).values(
    sources.map(({ textId, articleId, callout, shareLinkId, channel, country }) => ({
      ...{ campaignId, change, at: sql`now()` },
      ...{ textId, articleId, callout, shareLinkId, channel, country },
    })),
  );
}

/**
 * Returns the SQL that adds the signatures of `source`, of any campaigns, for use in a larger statement, which must contain
 * both parts. Each campaign is counted through one slot, in the order of their ids, to avoid deadlocks.
 */
export function countFragments(tag: postgres.Sql, source: postgres.Fragment) {
  return {
    slots: tag`
      insert into campaign_counts (campaign_id, slot, confirmed)
      select campaign_id, ${randomInt(COUNT_SLOTS)}::smallint, count(*)::int from (${source}) source group by campaign_id order by campaign_id
      on conflict (campaign_id, slot) do update set confirmed = campaign_counts.confirmed + excluded.confirmed`,
    events: tag`
      insert into count_events (campaign_id, change, at, petition_text_id, article_id, callout, share_link_id, channel, country)
      select campaign_id, 1, now(), petition_text_id, article_id, callout, share_link_id, channel, country from (${source}) source`,
  };
}
