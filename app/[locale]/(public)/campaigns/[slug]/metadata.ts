import type { Metadata } from "next";
import { feedLinks } from "@/app/_feeds/feed-links";
import { oembedLinks } from "@/app/_http/oembed-links";
import { cardTags } from "@/app/_structured/card-tags";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";
import { campaignCard } from "@/lib/sharing/social-card";

/** Returns a campaign's metadata for search engines and link previews. The canonical address has no query. */
export async function campaignMetadata({
  campaign,
  locale,
}: {
  campaign: Campaign;
  locale: Locale;
}): Promise<Metadata> {
  const { title, summary: description, slug } = campaign;
  const path = campaignPath(locale, slug);
  return {
    title,
    description,
    alternates: {
      canonical: path,
      languages: Object.fromEntries(LOCALES.map((other) => [other, campaignPath(other, slug)])),
      types: { ...(await feedLinks(locale)), ...oembedLinks({ path, title }) },
    },
    ...(await cardTags({
      ...{ path, locale, locales: LOCALES, title, description },
      card: campaignCard(campaign, locale),
    })),
  };
}
