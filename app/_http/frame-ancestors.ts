import { setTimeout as pause } from "node:timers/promises";
import { frameAncestors } from "@/lib/campaigns/embed-snippet";
import { listFramedCampaigns } from "@/lib/campaigns/list-embed-origins";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";

const FRESH_FOR_MS = 2_000;
const MOST_CAMPAIGNS = 10_000;
/** So long a page waits for news of lists that are known already. */
const WAITS_FOR_NEWS_MS = 1_000;

let known: Map<string, string[]> | undefined;
let askedAt = Number.NEGATIVE_INFINITY;
let asking: Promise<void> | undefined;

/**
 * Who may frame a campaign's box, as a policy says it. Asked by every visit of a box, so it is answered from memory, read anew every
 * two seconds; while the database is out of reach, from what was known last, and `'none'` if nothing was.
 */
export async function framedBy(slug: string): Promise<string> {
  if (!asking && Date.now() - askedAt > FRESH_FOR_MS) {
    asking = readLists().finally(() => {
      asking = undefined;
    });
  }
  await (known ? Promise.race([asking, pause(WAITS_FOR_NEWS_MS)]) : asking);
  return frameAncestors(known?.get(slug) ?? []);
}

async function readLists() {
  const lists = await withDatabaseLimits(() => listFramedCampaigns(db(), { limit: MOST_CAMPAIGNS }));
  askedAt = Date.now();
  if (lists) known = new Map(lists.map(({ slug, origins }) => [slug, origins]));
}
