import { redirect } from "next/navigation";
import { cache } from "react";
import { redirectToNotFound, requireLocale } from "@/app/_http/not-found";
import { getTopic, listTopicPairs } from "@/lib/articles/list-topics";
import { topicSlugIn } from "@/lib/articles/topic-slug";
import { readReplica } from "@/lib/database-replica";
import { isLocale, LOCALES } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { topicPath } from "@/lib/paths";

type TopicParams = Promise<{ locale: string; topic: string }>;

/** Returns the language and the topic of a path, or null. Queries once per request. */
export async function findTopicPage(params: TopicParams) {
  const { locale, topic } = await params;
  return readTopic(locale, topic);
}

/** Returns the language and the topic of a path. Redirects from the topic's slug in another language, else to the 404 page. */
export async function loadTopicPage(params: TopicParams) {
  return (await findTopicPage(params)) ?? redirectToTranslation(await params);
}

const readTopic = cache(async (locale: string, slug: string) => {
  if (!isLocale(locale) || !isSlug(slug)) return null;
  const topic = await readReplica((replica) => getTopic(replica, { locale, slug }));
  return topic && { locale, topic };
});

/** The language link in the masthead keeps the slug, which differs between languages. */
async function redirectToTranslation({ locale: language, topic }: Awaited<TopicParams>): Promise<never> {
  const locale = requireLocale(language);
  const pairs = await readReplica((replica) => listTopicPairs(replica));
  for (const from of LOCALES) {
    const slug = topicSlugIn(pairs, { slug: topic, locale: from, inLocale: locale });
    if (slug && slug !== topic) redirect(topicPath(locale, slug));
  }
  redirectToNotFound(locale);
}
