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
  { origin, ...counted }: { campaignId: string; change: 1 | -1; origin: Origin },
) {
  await countSignatures(tx, { ...counted, origins: [origin] });
}

/** The same for several at once, through one slot: two who counted several through several would wait for each other. */
export async function countSignatures(
  tx: Transaction,
  { campaignId, change, origins }: { campaignId: string; change: 1 | -1; origins: Origin[] },
) {
  if (origins.length === 0) return;
  await tx
    .insert(campaignCounts)
    .values({ campaignId, slot: randomInt(COUNT_SLOTS), confirmed: change * origins.length })
    .onConflictDoUpdate({
      target: [campaignCounts.campaignId, campaignCounts.slot],
      set: { confirmed: sql`${campaignCounts.confirmed} + excluded.confirmed` },
    });
  await tx.insert(countEvents).values(
    origins.map(({ textId, articleId, callout, shareLinkId, channel, country }) => ({
      ...{ campaignId, change, at: sql`now()` },
      ...{ textId, articleId, callout, shareLinkId, channel, country },
    })),
  );
}
