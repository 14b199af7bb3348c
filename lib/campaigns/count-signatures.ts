import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import type postgres from "postgres";
import type { Transaction } from "@/db/client";
import {
  type COUNT_CHANGE_KINDS,
  COUNT_SLOTS,
  campaignCounts,
  countChanges,
  countEvents,
  type QUARANTINE_REASONS,
} from "@/db/schema";

/** A confirmed signature as it was while it counted: what was signed, when it was confirmed, and its attribution. */
type SignatureSource = {
  id: string;
  confirmedAt: Date | null;
  textId: string;
  articleId: string | null;
  callout: string | null;
  shareLinkId: string | null;
  channel: string | null;
  country: string | null;
};

/** Why a count changes other than by a confirmation. Published in the campaign's public log. */
export type CountReason =
  | { kind: "withdrawn" | "withdrawal-undone"; reason: "signer" | "staff" }
  | { kind: "erased"; reason: "signer" | "staff" }
  | { kind: "quarantined"; reason: (typeof QUARANTINE_REASONS)[number] }
  | { kind: "released"; reason: "staff" };

const CHANGES: Record<(typeof COUNT_CHANGE_KINDS)[number], 1 | -1> = {
  withdrawn: -1,
  "withdrawal-undone": 1,
  quarantined: -1,
  released: 1,
  erased: -1,
};

/**
 * Adds (+1) or subtracts (-1) several signatures of a campaign within the caller's transaction, through one random slot: with
 * several slots, concurrent transactions could deadlock. The public count changes at once. The tallies change when the worker
 * folds the events, the public log when the day is over.
 */
export async function countSignatures(
  tx: Transaction,
  { campaignId, because, sources }: { campaignId: string; because: CountReason; sources: SignatureSource[] },
) {
  if (sources.length === 0) return;
  const change = CHANGES[because.kind];
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
  await tx.insert(countChanges).values(
    sources.map(({ id, textId, confirmedAt }) => {
      if (!confirmedAt) throw new Error("a signature that is not confirmed was counted");
      return { campaignId, signatureId: id, textId, confirmedAt, ...because, change, at: sql`now()` };
    }),
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
