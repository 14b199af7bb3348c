import { and, desc, eq, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articleSlugs, articles } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";

const MAX_ARTICLES = 5_000;

/** Lists the newest articles of a language with their titles, drafts included, for matching read-mores. */
export async function listArticleTitles(db: Database, locale: Locale) {
  const rows = await db
    .select({ slug: articles.slug, title: articles.title })
    .from(articles)
    .where(eq(articles.locale, locale))
    .orderBy(desc(sql`coalesce(${articles.publishedAt}, ${articles.createdAt})`))
    .limit(MAX_ARTICLES);
  return rows.map(({ slug, title }) => ({ slug, title, titles: [title] }));
}

/** Returns the article with a current or former slug in a language, or null. */
export async function getArticleAt(db: Database, { slug, locale }: { slug: string; locale: Locale }) {
  const [article] = await db
    .select({ id: articles.id, slug: articles.slug })
    .from(articles)
    .leftJoin(articleSlugs, eq(articleSlugs.articleId, articles.id))
    .where(and(eq(articles.locale, locale), or(eq(articles.slug, slug), eq(articleSlugs.slug, slug))))
    .limit(1);
  return article ?? null;
}
