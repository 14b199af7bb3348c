import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { feedLinks } from "@/app/_feeds/feed-links";
import { redirectToNotFound } from "@/app/_http/not-found";
import { cardTags } from "@/app/_structured/card-tags";
import { getTopic, listTopicPairs } from "@/lib/articles/list-topics";
import { listPublishedArticles } from "@/lib/articles/published-articles";
import { topicSlugIn } from "@/lib/articles/topic-slug";
import { listPublishedCampaigns } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isLocale, LOCALES } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { topicPath } from "@/lib/paths";
import { siteCard } from "@/lib/sharing/social-card";
import { TopicReading } from "./topic-reading";

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

const MOST_ARTICLES = 60;
const MOST_CAMPAIGNS = 30;

type TopicPageProps = PageProps<"/[locale]/topics/[topic]">;

/** Read once for the page and for its metadata. */
const readTopic = cache(async (locale: string, slug: string) => {
  if (!isLocale(locale) || !isSlug(slug)) return null;
  const topic = await getTopic(db(), { locale, slug });
  return topic && { locale, topic };
});

export async function generateMetadata({ params }: TopicPageProps): Promise<Metadata> {
  const asked = await params;
  const read = await readTopic(asked.locale, asked.topic);
  if (!read) return {};
  const { locale, topic } = read;
  const [t, pairs] = await Promise.all([getTranslations({ locale }), listTopicPairs(db())]);
  const path = topicPath(locale, topic.slug);
  const elsewhere = LOCALES.flatMap((inLocale) => {
    const slug = topicSlugIn(pairs, { slug: topic.slug, locale, inLocale });
    return slug ? [[inLocale, topicPath(inLocale, slug)]] : [];
  });
  const name = t("site.name");
  const description = t("topic.lead", { topic: topic.name });
  return {
    title: topic.name,
    description,
    alternates: {
      canonical: path,
      languages: Object.fromEntries([[locale, path], ...elsewhere]),
      types: feedLinks([
        { locale, title: t("feed.topic", { name, topic: topic.name }), topic: topic.slug },
        { locale, title: name },
      ]),
    },
    ...(await cardTags({
      ...{ path, locale, title: topic.name, description },
      locales: elsewhere.map(([inLocale]) => inLocale ?? ""),
      card: siteCard({ locale, headline: t("site.promise") }),
    })),
  };
}

export default async function TopicPage({ params }: TopicPageProps) {
  const asked = await params;
  const { locale, topic } = (await readTopic(asked.locale, asked.topic)) ?? (await inOtherWords(asked));
  const wanted = { locale, topics: topic.names };
  const [articles, campaigns] = await Promise.all([
    listPublishedArticles(db(), { ...wanted, limit: MOST_ARTICLES }),
    listPublishedCampaigns(db(), { ...wanted, limit: MOST_CAMPAIGNS }),
  ]);
  return <TopicReading topic={topic} articles={articles} campaigns={campaigns} locale={locale} />;
}

/** Who changed the language of a topic's page is led to the name that the topic has there. */
async function inOtherWords({ locale, topic }: { locale: string; topic: string }): Promise<never> {
  if (!isLocale(locale)) redirectToNotFound(locale);
  const pairs = await listTopicPairs(db());
  for (const from of LOCALES) {
    const slug = topicSlugIn(pairs, { slug: topic, locale: from, inLocale: locale });
    if (slug && slug !== topic) redirect(topicPath(locale, slug));
  }
  redirectToNotFound(locale);
}
