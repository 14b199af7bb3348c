import type { MetadataRoute } from "next";
import { db } from "@/db/client";
import { listArticleAddresses } from "@/lib/articles/queries";
import { listCampaignAddresses } from "@/lib/campaigns/queries";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";

export const dynamic = "force-dynamic";

/** A sitemap may hold 50,000 addresses (sitemaps.org); ours stays well below. */
const MOST_OF_EACH = 10_000;

/** All that is published, in every language. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [articles, campaigns] = await Promise.all([
    listArticleAddresses(db(), { limit: MOST_OF_EACH }),
    listCampaignAddresses(db(), { limit: MOST_OF_EACH }),
  ]);
  const site = env().APP_URL;
  return [
    ...LOCALES.map((locale) => ({ url: `${site}/${locale}` })),
    ...articles.map(({ slug, locale, updatedAt }) => ({
      url: `${site}/${locale}/articles/${slug}`,
      lastModified: updatedAt,
    })),
    ...campaigns.flatMap(({ slug }) =>
      LOCALES.map((locale) => ({ url: `${site}/${locale}/campaigns/${slug}` })),
    ),
  ];
}
