import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articleSlugs, articles } from "@/db/schema";

const isPublished = lte(articles.publishedAt, sql`now()`);

/** Returns the current slug of the published article with the former slug `slug`, or null. */
export async function getCurrentSlug(db: Database, { slug, locale }: { slug: string; locale: string }) {
  const [article] = await db
    .select({ slug: articles.slug })
    .from(articleSlugs)
    .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
    .where(and(eq(articleSlugs.slug, slug), eq(articleSlugs.locale, locale), isPublished));
  return article?.slug ?? null;
}

/** Lists the former addresses that redirect, newest first. */
export async function listFormerAddresses(db: Database, { limit }: { limit: number }) {
  return db
    .select({ locale: articleSlugs.locale, former: articleSlugs.slug, slug: articles.slug })
    .from(articleSlugs)
    .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
    .where(isPublished)
    .orderBy(desc(articleSlugs.leftAt))
    .limit(limit);
}
