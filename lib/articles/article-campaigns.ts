import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { articleCampaigns, campaigns } from "@/db/schema";

/** Lists the slugs of the primary campaigns of some articles. */
export async function listPrimarySlugs(db: Transaction, articleIds: string[]) {
  if (articleIds.length === 0) return [];
  return db
    .select({ articleId: articleCampaigns.articleId, slug: campaigns.slug })
    .from(articleCampaigns)
    .innerJoin(campaigns, eq(campaigns.id, articleCampaigns.campaignId))
    .where(and(inArray(articleCampaigns.articleId, articleIds), articleCampaigns.primary));
}
