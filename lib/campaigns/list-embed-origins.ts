import { and, eq, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns } from "@/db/schema";

/** Lists the origins that may embed a campaign now: none before it is published. */
export async function listFramingOrigins(db: Database, slug: string): Promise<string[]> {
  const [row] = await db
    .select({ origins: campaigns.embedOrigins })
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), lte(campaigns.publishedAt, sql`now()`)));
  return row?.origins ?? [];
}

/** Lists the origins that may embed a campaign, oldest first. Null for an unknown campaign. */
export async function listEmbedOrigins(db: Database, slug: string): Promise<string[] | null> {
  const [row] = await db
    .select({ origins: campaigns.embedOrigins })
    .from(campaigns)
    .where(eq(campaigns.slug, slug));
  return row?.origins ?? null;
}
