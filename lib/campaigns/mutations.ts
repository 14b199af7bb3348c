import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { COUNT_SLOTS, campaignCounts, countEvents } from "@/db/schema";

/** Which words were signed, and where the signature came from, as far as it is known. */
export type Origin = {
  textId: string;
  articleId: string | null;
  callout: string | null;
  shareLinkId: string | null;
  channel: string | null;
  country: string | null;
};

/**
 * Counts one signature in (+1) or out (-1), within the caller's transaction: the public count at once, through a
 * random slot, and the tallies when the worker folds the event.
 */
export async function countSignature(
  tx: Transaction,
  counted: { campaignId: string; change: 1 | -1; origin: Origin },
) {
  const { campaignId, change } = counted;
  const { textId, articleId, callout, shareLinkId, channel, country } = counted.origin;
  await tx
    .insert(campaignCounts)
    .values({ campaignId, slot: randomInt(COUNT_SLOTS), confirmed: change })
    .onConflictDoUpdate({
      target: [campaignCounts.campaignId, campaignCounts.slot],
      set: { confirmed: sql`${campaignCounts.confirmed} + excluded.confirmed` },
    });
  await tx.insert(countEvents).values({
    campaignId,
    change,
    at: sql`now()`,
    textId,
    articleId,
    callout,
    shareLinkId,
    channel,
    country,
  });
}
