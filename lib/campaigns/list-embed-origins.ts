import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns } from "@/db/schema";

/** Every published campaign that may be framed, with the origins that may. */
export async function listFramedCampaigns(db: Database, { limit }: { limit: number }) {
  return db
    .select({ slug: campaigns.slug, origins: campaigns.embedOrigins })
    .from(campaigns)
    .where(sql`cardinality(${campaigns.embedOrigins}) > 0 and ${campaigns.publishedAt} <= now()`)
    .limit(limit);
}

/** The sites that may embed a campaign, in the order in which they were let; null where there is no such campaign. */
export async function listEmbedOrigins(db: Database, slug: string): Promise<string[] | null> {
  const [row] = await db
    .select({ origins: campaigns.embedOrigins })
    .from(campaigns)
    .where(eq(campaigns.slug, slug));
  return row?.origins ?? null;
}
