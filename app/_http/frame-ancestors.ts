import { frameAncestors } from "@/lib/campaigns/embed-origin";
import { listFramedCampaigns } from "@/lib/campaigns/list-embed-origins";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { SourceUnavailable, staleWhileRevalidate } from "./stale-while-revalidate";

const MAX_CAMPAIGNS = 10_000;

const embedOrigins = staleWhileRevalidate<Map<string, string[]>>({
  name: "embed-origins",
  maxEntries: 1,
  freshMs: 2_000,
  maxWaitMs: 1_000,
});

/**
 * Returns the `frame-ancestors` of a campaign's embed. A changed list takes effect within 2 s. While the database is
 * unavailable, the last known list applies; without one, `'none'`.
 */
export async function getFrameAncestors(slug: string): Promise<string> {
  const origins = await embedOrigins.get("all", loadEmbedOrigins);
  return frameAncestors(origins?.get(slug) ?? []);
}

async function loadEmbedOrigins(): Promise<Map<string, string[]>> {
  const campaigns = await withDatabaseLimits(() => listFramedCampaigns(db(), { limit: MAX_CAMPAIGNS }));
  if (!campaigns) throw new SourceUnavailable();
  return new Map(campaigns.map(({ slug, origins }) => [slug, origins]));
}
