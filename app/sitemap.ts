import type { MetadataRoute } from "next";
import { listTopicPairs, listTopics } from "@/lib/articles/list-topics";
import { listArticleAddresses } from "@/lib/articles/published-articles";
import { topicSlugIn } from "@/lib/articles/topic-slug";
import { listCampaignAddresses } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";
import { articlePath, topicPath } from "@/lib/paths";

export const dynamic = "force-dynamic";

/** A sitemap may hold 50,000 addresses (sitemaps.org); ours stays well below. */
const MOST_OF_EACH = 10_000;

/** All that is published, in every language, each with its translations. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [articles, campaigns, topics] = await Promise.all([
    listArticleAddresses(db(), { limit: MOST_OF_EACH }),
    listCampaignAddresses(db(), { limit: MOST_OF_EACH }),
    topicPlaces(),
  ]);
  const locales = new Map<string, string[]>();
  for (const { slug, locale } of articles) locales.set(slug, [...(locales.get(slug) ?? []), locale]);
  return [
    ...everywhere("", LOCALES, [...articles, ...campaigns][0]?.updatedAt),
    ...articles.map(({ slug, locale, updatedAt }) => ({
      url: absolute(articlePath(locale, slug)),
      lastModified: updatedAt,
      alternates: inLanguages((locales.get(slug) ?? []).map((one) => [one, `/articles/${slug}`])),
    })),
    ...campaigns.flatMap(({ slug, updatedAt }) => everywhere(`/campaigns/${slug}`, LOCALES, updatedAt)),
    ...topics,
  ];
}

const absolute = (path: string) => env().APP_URL + path;

/** What has the same path in several languages. */
function everywhere(path: string, locales: readonly string[], lastModified: Date | undefined) {
  const alternates = inLanguages(locales.map((locale) => [locale, path]));
  return locales.map((locale) => ({ url: absolute(`/${locale}${path}`), lastModified, alternates }));
}

function inLanguages(places: [string, string][]) {
  return {
    languages: Object.fromEntries(places.map(([locale, path]) => [locale, absolute(`/${locale}${path}`)])),
  };
}

async function topicPlaces(): Promise<MetadataRoute.Sitemap> {
  const pairs = await listTopicPairs(db());
  const inEach = await Promise.all(
    LOCALES.map(async (locale) =>
      (await listTopics(db(), { locale })).map(({ slug, updatedAt }) => ({
        url: absolute(topicPath(locale, slug)),
        lastModified: updatedAt,
        alternates: inLanguages(
          LOCALES.flatMap((inLocale): [string, string][] => {
            const there = inLocale === locale ? slug : topicSlugIn(pairs, { slug, locale, inLocale });
            return there ? [[inLocale, `/topics/${there}`]] : [];
          }),
        ),
      })),
    ),
  );
  return inEach.flat();
}
