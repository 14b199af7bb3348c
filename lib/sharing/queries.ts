import { and, eq, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articles, campaigns, shareLinks } from "@/db/schema";

/**
 * Where a share link leads, or null. To the article, where one is set; a signer's own link has its campaign besides. What is
 * not public any more is null, an article that moved is where it is now.
 */
export async function getShareLink(db: Database, code: string) {
  const [link] = await db
    .select({
      id: shareLinks.id,
      locale: shareLinks.locale,
      articleSlug: articles.slug,
      campaignSlug: campaigns.slug,
    })
    .from(shareLinks)
    .leftJoin(articles, and(eq(articles.id, shareLinks.articleId), lte(articles.publishedAt, sql`now()`)))
    .leftJoin(campaigns, and(eq(campaigns.id, shareLinks.campaignId), lte(campaigns.publishedAt, sql`now()`)))
    .where(eq(shareLinks.code, code));
  return link ?? null;
}
