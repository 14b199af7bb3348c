import type { Campaign } from "@/lib/campaigns/queries";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { imageUrl } from "@/lib/images/rules";
import { breadcrumbs, endorsing, publisher } from "./parts";

type PetitionProps = { campaign: Campaign; locale: Locale; site: string; images?: string[] };

/**
 * A campaign's page, and the petition on it. schema.org has no petition: it is a CreativeWork (words, with a date, a language and
 * who endorsed them), addressed to its target; the page is a WebPage about it. Its signatures are an interaction. Not an
 * Event, which happens somewhere; not a DigitalDocument, which has a file.
 */
export function petitionPage({ campaign, locale, site, images = [] }: PetitionProps) {
  const path = `/${locale}/campaigns/${campaign.slug}`;
  const url = env().APP_URL + path;
  const cover = campaign.cover ? [env().APP_URL + imageUrl(campaign.cover.id)] : [];
  const pictures = [...cover, ...images];
  const petition = {
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
    creativeWorkStatus: campaign.state,
    publisher: publisher(),
    ...(pictures.length > 0 && { image: pictures }),
    url,
    interactionStatistic: {
      "@type": "InteractionCounter",
      interactionType: "https://schema.org/EndorseAction",
      userInteractionCount: campaign.signatures,
    },
    ...(campaign.state === "open" && {
      potentialAction: { ...endorsing(campaign, locale, `${path}#sign`), result: missing(campaign) },
    }),
  };
  const page = {
    "@type": "WebPage",
    "@id": url,
    url,
    name: campaign.title,
    inLanguage: locale,
    mainEntity: { "@id": petition["@id"] },
    breadcrumb: breadcrumbs([
      { name: site, path: `/${locale}` },
      { name: campaign.title, path },
    ]),
  };
  return { "@context": "https://schema.org", "@graph": [page, petition] };
}

/** How many more are wanted, and of how many. */
function missing({ signatures, goal }: Campaign) {
  const value = Math.max(0, goal - signatures);
  return { "@type": "QuantitativeValue", name: "signatures to the goal", value, maxValue: goal };
}
