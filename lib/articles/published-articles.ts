import { and, asc, eq, inArray, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articleSlugs, articles } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";

const isPublished = lte(articles.publishedAt, sql`now()`);
/** Matches the feed index. */
const newestFirst = sql`${articles.publishedAt} desc nulls last`;

const card = {
  id: articles.id,
  slug: articles.slug,
  title: articles.title,
  dek: articles.dek,
  topic: articles.topic,
  byline: articles.byline,
  readingMinutes: articles.readingMinutes,
  publishedAt: sql<Date>`${articles.publishedAt}`.mapWith(articles.publishedAt),
};

const formerSlugs = sql<
  string[]
>`array(select former.slug from article_slugs former where former.article_id = ${articles.id})`;

/** Returns a published article in a language, or null. */
export async function getPublishedArticle(db: Database, { slug, locale }: { slug: string; locale: Locale }) {
  const [article] = await db
    .select({ ...card, bodyMarkdown: articles.bodyMarkdown, updatedAt: articles.updatedAt })
    .from(articles)
    .where(and(eq(articles.slug, slug), eq(articles.locale, locale), isPublished));
  return article ?? null;
}

export type ArticleCard = Awaited<ReturnType<typeof listPublishedArticles>>[number];

type Wanted = { locale: Locale; topics?: string[]; limit: number };

const isWanted = ({ locale, topics }: Wanted) =>
  and(eq(articles.locale, locale), isPublished, topics && inArray(articles.topic, topics));

/** Lists the published articles of a language, newest first, optionally limited to some topics. */
export async function listPublishedArticles(db: Database, wanted: Wanted) {
  return db.select(card).from(articles).where(isWanted(wanted)).orderBy(newestFirst).limit(wanted.limit);
}

/** Lists the same articles with their body, for feeds. */
export async function listWholeArticles(db: Database, wanted: Wanted) {
  return db
    .select({ ...card, bodyMarkdown: articles.bodyMarkdown, updatedAt: articles.updatedAt })
    .from(articles)
    .where(isWanted(wanted))
    .orderBy(newestFirst)
    .limit(wanted.limit);
}

export type WholeArticle = Awaited<ReturnType<typeof listWholeArticles>>[number];

/** Lists published articles of a language by current or former slug. */
export async function listArticlesBySlug(
  db: Database,
  { locale, slugs }: { locale: Locale; slugs: string[] },
) {
  if (slugs.length === 0) return [];
  const formerly = db
    .select({ id: articleSlugs.articleId })
    .from(articleSlugs)
    .where(and(inArray(articleSlugs.slug, slugs), eq(articleSlugs.locale, locale)));
  return db
    .select({ ...card, formerSlugs })
    .from(articles)
    .where(
      and(
        or(inArray(articles.slug, slugs), inArray(articles.id, formerly)),
        eq(articles.locale, locale),
        isPublished,
      ),
    );
}

export type RelatedArticle = Awaited<ReturnType<typeof listArticlesBySlug>>[number];

/** Lists the languages in which an article is published. */
export async function listArticleLocales(db: Database, slug: string) {
  const rows = await db
    .select({ locale: articles.locale })
    .from(articles)
    .where(and(eq(articles.slug, slug), isPublished))
    .orderBy(asc(articles.locale));
  return rows.map(({ locale }) => locale);
}

/** Lists the address and last change of every published article, for the sitemap. */
export async function listArticleAddresses(db: Database, { limit }: { limit: number }) {
  return db
    .select({ slug: articles.slug, locale: articles.locale, updatedAt: articles.updatedAt })
    .from(articles)
    .where(isPublished)
    .orderBy(newestFirst)
    .limit(limit);
}
