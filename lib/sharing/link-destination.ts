import { and, eq, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articleCampaigns, articles, shareLinks } from "@/db/schema";

/** Limits the chain of replaced campaigns. It also ends a cycle. */
const MAX_SUCCESSORS = 20;

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

/** SQL for the last public campaign in the chain of successors. A won campaign keeps its own page. */
function lastSuccessorSlug() {
  return sql`
    with recursive chain as (
      select id, slug, successor_id, won_at, published_at, 0 as step
      from campaigns where id = coalesce(${shareLinks.campaignId}, ${articleCampaigns.campaignId})
      union all
      select following.id, following.slug, following.successor_id, following.won_at, following.published_at, step + 1
      from chain join campaigns following on following.id = chain.successor_id
      where step < ${MAX_SUCCESSORS}::int and coalesce(chain.won_at > now(), true)
    )
    select slug from chain where published_at <= now() order by step desc limit 1`;
}
