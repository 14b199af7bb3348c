import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { feedLinks } from "@/app/_feeds/feed-links";
import { cardTags } from "@/app/_structured/card-tags";
import { listTopicPairs } from "@/lib/articles/list-topics";
import { type Topic, topicSlugIn } from "@/lib/articles/topic-slug";
import { readReplica } from "@/lib/database-replica";
import { isolated } from "@/lib/direction";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { topicPath } from "@/lib/paths";
import { siteCard } from "@/lib/sharing/social-card";

/** Returns a topic's metadata for search engines and link previews, with its translations and its feeds. */
export async function topicMetadata({ topic, locale }: { topic: Topic; locale: Locale }): Promise<Metadata> {
  const [t, pairs] = await Promise.all([
    getTranslations({ locale }),
    readReplica((replica) => listTopicPairs(replica)),
  ]);
  const path = topicPath(locale, topic.slug);
  const translations = LOCALES.flatMap((inLocale) => {
    const slug = topicSlugIn(pairs, { slug: topic.slug, locale, inLocale });
    return slug ? [{ locale: inLocale, path: topicPath(inLocale, slug) }] : [];
  });
  const description = t("topic.lead", { topic: isolated(topic.name) });
  return {
    title: topic.name,
    description,
    alternates: {
      canonical: path,
      languages: Object.fromEntries([
        [locale, path],
        ...translations.map((translation) => [translation.locale, translation.path]),
      ]),
      types: await feedLinks(locale, topic),
    },
    ...(await cardTags({
      ...{ path, locale, title: topic.name, description },
      locales: translations.map((translation) => translation.locale),
      card: siteCard({ locale, headline: t("site.promise") }),
    })),
  };
}
