import type { MetadataRoute } from "next";
import { listTopicPairs, listTopics } from "@/lib/articles/list-topics";
import { listArticleAddresses } from "@/lib/articles/published-articles";
import { topicSlugIn } from "@/lib/articles/topic-slug";
import { listCampaignAddresses } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";
import { articlePath, campaignPath, topicPath } from "@/lib/paths";

export const dynamic = "force-dynamic";

/** Per kind of page. A sitemap may have 50,000 entries (sitemaps.org). */
const MAX_ENTRIES = 10_000;

/** Lists every published page with its translations. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [articles, campaigns, topics] = await Promise.all([
    readReplica((replica) => listArticleAddresses(replica, { limit: MAX_ENTRIES })),
    readReplica((replica) => listCampaignAddresses(replica, { limit: MAX_ENTRIES })),
    topicEntries(),
  ]);
  const locales = new Map<string, string[]>();
  for (const { slug, locale } of articles) locales.set(slug, [...(locales.get(slug) ?? []), locale]);
  return [
    ...inEveryLocale((locale) => `/${locale}`, [...articles, ...campaigns][0]?.updatedAt),
    ...articles.map(({ slug, locale, updatedAt }) => ({
      url: absolute(articlePath(locale, slug)),
      lastModified: updatedAt,
      alternates: alternates((locales.get(slug) ?? []).map((other) => [other, articlePath(other, slug)])),
    })),
    ...campaigns.flatMap(({ slug, updatedAt }) =>
      inEveryLocale((locale) => campaignPath(locale, slug), updatedAt),
    ),
    ...topics,
  ];
}

const absolute = (path: string) => env().APP_URL + path;

/** Returns the entries of a page that exists in every language. */
function inEveryLocale(pathIn: (locale: string) => string, lastModified: Date | undefined) {
  const paths = LOCALES.map((locale): [string, string] => [locale, pathIn(locale)]);
  return paths.map(([, path]) => ({ url: absolute(path), lastModified, alternates: alternates(paths) }));
}

function alternates(paths: [locale: string, path: string][]) {
  return { languages: Object.fromEntries(paths.map(([locale, path]) => [locale, absolute(path)])) };
}

async function topicEntries(): Promise<MetadataRoute.Sitemap> {
  const pairs = await readReplica((replica) => listTopicPairs(replica));
  const entries = await Promise.all(
    LOCALES.map(async (locale) =>
      (await readReplica((replica) => listTopics(replica, { locale }))).map(({ slug, updatedAt }) => ({
        url: absolute(topicPath(locale, slug)),
        lastModified: updatedAt,
        alternates: alternates(
          LOCALES.flatMap((inLocale): [string, string][] => {
            const there = inLocale === locale ? slug : topicSlugIn(pairs, { slug, locale, inLocale });
            return there ? [[inLocale, topicPath(inLocale, there)]] : [];
          }),
        ),
      })),
    ),
  );
  return entries.flat();
}
