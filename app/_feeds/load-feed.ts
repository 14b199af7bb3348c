import { getTranslations } from "next-intl/server";
import { getTopic } from "@/lib/articles/list-topics";
import type { Topic } from "@/lib/articles/topic-slug";
import { readReplica } from "@/lib/database-replica";
import { isolated } from "@/lib/direction";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { feedPath, topicPath } from "@/lib/paths";
import { articleEntries } from "./article-entries";
import { campaignEntries } from "./campaign-entries";
import type { Entry, FeedContent } from "./feed-entry";
import { feedTitle } from "./feed-title";

const MAX_ARTICLES = 30;
const MAX_NEWS = 30;

/** Loads the feed of a language or of one topic: articles and campaign events, newest first. Null for an unknown topic. */
export async function loadFeed(locale: Locale, topicSlug?: string): Promise<FeedContent | null> {
  const topic =
    topicSlug === undefined
      ? null
      : await readReplica((replica) => getTopic(replica, { locale, slug: topicSlug }));
  if (topicSlug !== undefined && !topic) return null;
  const wanted = { locale, topics: topic?.names };
  const [articles, news] = await Promise.all([
    articleEntries({ ...wanted, limit: MAX_ARTICLES }),
    campaignEntries({ ...wanted, limit: MAX_NEWS }),
  ]);
  const entries = [...articles, ...news].sort(newestFirst);
  const times = entries.flatMap(({ publishedAt, updatedAt }) => [publishedAt.getTime(), updatedAt.getTime()]);
  return {
    ...(await introduce(locale, topic)),
    entries,
    updatedAt: times.length > 0 ? new Date(Math.max(...times)) : undefined,
  };
}

const newestFirst = (one: Entry, other: Entry) => other.publishedAt.getTime() - one.publishedAt.getTime();

async function introduce(locale: Locale, topic: Topic | null) {
  const t = await getTranslations({ locale });
  const { APP_URL: site, ORGANISATION: organisation } = env();
  return {
    title: await feedTitle(locale, topic?.name),
    description: topic ? t("feed.topicPromise", { topic: isolated(topic.name) }) : t("site.promise"),
    language: locale,
    home: topic ? `${site}${topicPath(locale, topic.slug)}` : `${site}/${locale}`,
    rss: site + feedPath(locale, "xml", topic?.slug),
    json: site + feedPath(locale, "json", topic?.slug),
    organisation,
  };
}
