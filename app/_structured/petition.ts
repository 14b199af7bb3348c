import type { Campaign } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { imageUrl } from "@/lib/images/image-limits";
import { campaignPath } from "@/lib/paths";
import { breadcrumbs, endorseAction, publisher } from "./parts";

/**
 * Returns a petition as schema.org CreativeWork, addressed to its target. schema.org has no petition; Event needs a place,
 * and DigitalDocument is a file.
 */
export function petition(campaign: Campaign, locale: Locale) {
  const path = campaignPath(locale, campaign.slug);
  const url = env().APP_URL + path;
  return {
    "@context": "https://schema.org",
    "@type": "CreativeWork",
    "@id": `${url}#petition`,
    genre: "petition",
    name: campaign.title,
    abstract: campaign.summary,
    text: campaign.ask,
    inLanguage: campaign.locale,
    audience: { "@type": "Audience", name: campaign.target },
    datePublished: campaign.publishedAt.toISOString(),
    ...(campaign.textPublishedAt && { dateModified: campaign.textPublishedAt.toISOString() }),
    ...(campaign.closesAt && { expires: campaign.closesAt.toISOString() }),
    creativeWorkStatus: campaign.status,
    publisher: publisher(),
    ...(campaign.cover && { image: env().APP_URL + imageUrl(campaign.cover.id) }),
    mainEntityOfPage: { "@type": "WebPage", "@id": url, inLanguage: locale },
    url,
    interactionStatistic: {
      "@type": "InteractionCounter",
      interactionType: "https://schema.org/EndorseAction",
      userInteractionCount: campaign.signatures,
    },
    ...(campaign.status === "open" && {
      potentialAction: { ...endorseAction(campaign, `${path}#sign`), result: remainingSignatures(campaign) },
    }),
  };
}

/** Returns the number of signatures that are missing to the goal. */
function remainingSignatures({ signatures, goal }: Campaign) {
  const value = Math.max(0, goal - signatures);
  return { "@type": "QuantitativeValue", name: "signatures to the goal", value, maxValue: goal };
}

/** Returns the breadcrumbs of a campaign: front page, campaign. */
export function campaignBreadcrumbs({
  campaign,
  locale,
  site,
}: {
  campaign: Campaign;
  locale: Locale;
  site: string;
}) {
  return breadcrumbs([
    { name: site, path: `/${locale}` },
    { name: campaign.title, path: campaignPath(locale, campaign.slug) },
  ]);
}
