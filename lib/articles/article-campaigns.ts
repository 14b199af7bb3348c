import { and, eq, inArray, like, lte, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { articleCampaigns, articleSlugs, articles, campaigns } from "@/db/schema";
import { containing } from "@/lib/search";

/** Lists the slugs of the campaigns with a call-out in an article. */
async function listCampaignSlugs(db: Transaction, articleId: string): Promise<string[]> {
  const rows = await db
    .select({ slug: campaigns.slug })
    .from(articleCampaigns)
    .innerJoin(campaigns, eq(campaigns.id, articleCampaigns.campaignId))
    .where(eq(articleCampaigns.articleId, articleId));
  return rows.map(({ slug }) => slug);
}

/** Lists the slugs of the primary campaigns of some articles. */
export async function listPrimarySlugs(db: Transaction, articleIds: string[]) {
  if (articleIds.length === 0) return [];
  return db
    .select({ articleId: articleCampaigns.articleId, slug: campaigns.slug })
    .from(articleCampaigns)
    .innerJoin(campaigns, eq(campaigns.id, articleCampaigns.campaignId))
    .where(and(inArray(articleCampaigns.articleId, articleIds), articleCampaigns.primary));
}

const MAX_PAGES = 200;

/** Lists the public pages that show an article: its current and former addresses, articles that link to it, and its campaigns. */
export async function listPagesShowing(db: Transaction, articleId: string) {
  const [article] = await db
    .select({ slug: articles.slug, locale: articles.locale })
    .from(articles)
    .where(eq(articles.id, articleId));
  if (!article) return null;
  const formerSlugs = await db
    .select({ slug: articleSlugs.slug, locale: articleSlugs.locale })
    .from(articleSlugs)
    .where(eq(articleSlugs.articleId, articleId));
  const names = [article.slug, ...formerSlugs.map(({ slug }) => slug)];
  const linkingArticles = await db
    .select({ slug: articles.slug })
    .from(articles)
    .where(
      and(
        eq(articles.locale, article.locale),
        lte(articles.publishedAt, sql`now()`),
        or(...names.map((name) => like(articles.bodyMarkdown, containing(`article="${name}"`)))),
      ),
    )
    .limit(MAX_PAGES);
  const callOutCampaigns = await listCampaignSlugs(db, articleId);
  return {
    ...article,
    formerSlugs,
    linkingArticles: linkingArticles.map(({ slug }) => slug),
    callOutCampaigns,
  };
}
