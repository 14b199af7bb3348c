import { and, desc, eq, lte, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { articles } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { groupTopics, type TopicPair } from "./topic-slug";

/** Newsrooms have dozens of topics. */
const MAX_NAMES = 2_000;

const isPublished = lte(articles.publishedAt, sql`now()`);
const isNamed = ne(articles.topic, "");
const latest = (time: typeof articles.publishedAt | typeof articles.updatedAt) =>
  sql<Date>`max(${time})`.mapWith(articles.updatedAt);

/** Lists the topics of a language, by newest article. */
export async function listTopics(db: Database, { locale }: { locale: Locale }) {
  const names = await db
    .select({ name: articles.topic, updatedAt: latest(articles.updatedAt) })
    .from(articles)
    .where(and(eq(articles.locale, locale), isPublished, isNamed))
    .groupBy(articles.topic)
    .orderBy(desc(latest(articles.publishedAt)))
    .limit(MAX_NAMES);
  return groupTopics(names);
}

/** Returns a topic with published articles in a language, or null. */
export async function getTopic(db: Database, { locale, slug }: { locale: Locale; slug: string }) {
  const topics = await listTopics(db, { locale });
  return topics.find((topic) => topic.slug === slug) ?? null;
}

/** Lists pairs of topic names from articles and their translations, most frequent first. */
export async function listTopicPairs(db: Database): Promise<TopicPair[]> {
  const other = alias(articles, "other");
  return db
    .select({ locale: articles.locale, name: articles.topic, inLocale: other.locale, inName: other.topic })
    .from(articles)
    .innerJoin(other, and(eq(other.slug, articles.slug), ne(other.locale, articles.locale)))
    .where(and(isPublished, isNamed, lte(other.publishedAt, sql`now()`), ne(other.topic, "")))
    .groupBy(articles.locale, articles.topic, other.locale, other.topic)
    .orderBy(desc(sql`count(*)`), articles.topic, other.topic)
    .limit(MAX_NAMES);
}
