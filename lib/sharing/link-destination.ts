import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articleCampaigns, articles, shareLinks } from "@/db/schema";
import { withSuccessorChain } from "@/lib/campaigns/successors";

/**
 * Returns the destination of a share link, or null if the code is unknown. Both slugs are current: a replaced campaign is
 * resolved to its successor. A slug is null if its page is not public. A link to an article has the article's primary
 * campaign, too.
 */
export async function getLinkDestination(db: Database, code: string) {
  const [link] = await db
    .select({
      id: shareLinks.id,
      locale: sql<string>`coalesce(${articles.locale}, ${shareLinks.locale})`,
      articleSlug: articles.slug,
      campaignSlug: sql<string | null>`(${lastSuccessorSlug()})`,
    })
    .from(shareLinks)
    .leftJoin(articles, and(eq(articles.id, shareLinks.articleId), lte(articles.publishedAt, sql`now()`)))
    .leftJoin(
      articleCampaigns,
      and(eq(articleCampaigns.articleId, shareLinks.articleId), articleCampaigns.primary),
    )
    .where(eq(shareLinks.code, code));
  return link ?? null;
}

/** SQL for the slug of the campaign or of its last successor, if public. */
function lastSuccessorSlug() {
  const start = sql`campaigns.id = coalesce(${shareLinks.campaignId}, ${articleCampaigns.campaignId})`;
  return sql`${withSuccessorChain<SQL>(sql, start)}
    select slug from successors where is_reached order by step desc limit 1`;
}
