import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { countEvents, type signatures } from "@/db/schema";

type Signature = typeof signatures.$inferSelect;

/**
 * Moves a counted signature from one country to another in the tallies, in the caller's transaction. The count stays, and so does
 * every tally but those of the two countries.
 */
export async function moveCountry(
  tx: Transaction,
  { before, after }: { before: Signature; after: Signature },
): Promise<void> {
  const event = (
    { campaignId, textId, articleId, callout, shareLinkId, channel, country }: Signature,
    change: 1 | -1,
  ) => ({
    ...{ campaignId, change, at: sql`now()` },
    ...{ textId, articleId, callout, shareLinkId, channel, country },
  });
  await tx.insert(countEvents).values([event(before, -1), event(after, 1)]);
}
