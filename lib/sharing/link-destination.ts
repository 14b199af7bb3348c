import { and, eq, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articleCampaigns, articles, shareLinks } from "@/db/schema";

/** Longer chains of replaced campaigns than that are nobody's doing; it ends a circle, too. */
const MAX_SUCCESSORS = 20;

/**
 * Where a share link leads, or null. To the article, where one is set, under the address and in the language that it has now; a
 * link to an article has a campaign besides. What is not public any more is null, and a campaign that was replaced is the one
 * that carries it on.
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

/** The last public one in the chain of successors of a link's campaign. One that was won keeps its own page. */
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
