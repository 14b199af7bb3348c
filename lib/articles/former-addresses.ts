import { and, eq, lte, sql } from "drizzle-orm";
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
