import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
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
 * Adds (+1) or subtracts (-1) one signature within the caller's transaction. The public count changes at once, through a
 * random slot. The tallies change when the worker folds the event.
 */
export async function countSignature(
  tx: Transaction,
  { source, ...counted }: { campaignId: string; change: 1 | -1; source: SignatureSource },
) {
  await countSignatures(tx, { ...counted, sources: [source] });
}

/** Counts several signatures through one slot. With several slots, concurrent transactions could deadlock. */
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
