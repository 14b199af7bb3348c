import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns } from "@/db/schema";

/** Lists the published campaigns that may be embedded, with their allowed origins. */
export async function listFramedCampaigns(db: Database, { limit }: { limit: number }) {
  return db
    .select({ slug: campaigns.slug, origins: campaigns.embedOrigins })
    .from(campaigns)
    .where(sql`cardinality(${campaigns.embedOrigins}) > 0 and ${campaigns.publishedAt} <= now()`)
    .limit(limit);
}

/** Lists the origins that may embed a campaign, oldest first. Null for an unknown campaign. */
export async function listEmbedOrigins(db: Database, slug: string): Promise<string[] | null> {
  const [row] = await db
    .select({ origins: campaigns.embedOrigins })
    .from(campaigns)
    .where(eq(campaigns.slug, slug));
  return row?.origins ?? null;
}
