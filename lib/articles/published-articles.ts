import { and, asc, eq, inArray, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articleSlugs, articles } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";

const isPublished = lte(articles.publishedAt, sql`now()`);
/** As the index of the feed has them. */
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

/** An article the public may read in a language, or null. Drafts do not exist here. */
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

/** The newest articles of a language, or only those with one of some topics. */
export async function listPublishedArticles(db: Database, wanted: Wanted) {
  return db.select(card).from(articles).where(isWanted(wanted)).orderBy(newestFirst).limit(wanted.limit);
}

/** The same with all that they say, for feeds. */
export async function listWholeArticles(db: Database, wanted: Wanted) {
  return db
    .select({ ...card, bodyMarkdown: articles.bodyMarkdown, updatedAt: articles.updatedAt })
    .from(articles)
    .where(isWanted(wanted))
    .orderBy(newestFirst)
    .limit(wanted.limit);
}

export type WholeArticle = Awaited<ReturnType<typeof listWholeArticles>>[number];

/** Those of some articles that the public may read in a language, found by their slugs or by former ones. */
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

/** The languages that an article can be read in. */
export async function listArticleLocales(db: Database, slug: string) {
  const rows = await db
    .select({ locale: articles.locale })
    .from(articles)
    .where(and(eq(articles.slug, slug), isPublished))
    .orderBy(asc(articles.locale));
  return rows.map(({ locale }) => locale);
}

/** Every published article's address and age, for the sitemap. */
export async function listArticleAddresses(db: Database, { limit }: { limit: number }) {
  return db
    .select({ slug: articles.slug, locale: articles.locale, updatedAt: articles.updatedAt })
    .from(articles)
    .where(isPublished)
    .orderBy(newestFirst)
    .limit(limit);
}
