import type { Metadata } from "next";
import { cache } from "react";
import { CampaignArticles } from "@/app/_campaigns/campaign-articles";
import { CampaignAside } from "@/app/_campaigns/campaign-aside";
import { CampaignHeading } from "@/app/_campaigns/campaign-heading";
import { PetitionText } from "@/app/_campaigns/petition-text";
import { RecentSigners } from "@/app/_campaigns/recent-signers";
import { JsonLd } from "@/app/_components/json-ld";
import { feedLinks } from "@/app/_feeds/feed-links";
import { redirectToNotFound } from "@/app/_http/not-found";
import { oembedLinks } from "@/app/_http/oembed-links";
import { SigningProvider } from "@/app/_signing/signing-provider";
import { countryOptions, signingTexts } from "@/app/_signing/signing-texts";
import { cardTags } from "@/app/_structured/card-tags";
import { petition, campaignBreadcrumbs } from "@/app/_structured/petition";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isLocale, LOCALES } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { campaignPath } from "@/lib/paths";
import { listShareTexts } from "@/lib/sharing/list-share-texts";
import { campaignCard } from "@/lib/sharing/social-card";
import { ApprovedComments } from "./approved-comments";
import { Milestones } from "./milestones";

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

type CampaignPageProps = PageProps<"/[locale]/campaigns/[slug]">;

/** Read once for the page and for its metadata. */
const readCampaign = cache(async (locale: string, slug: string) => {
  if (!isLocale(locale) || !isSlug(slug)) return null;
  const campaign = await getPublishedCampaign(db(), { slug, locale });
  return campaign && { locale, campaign };
});

export async function generateMetadata({ params }: CampaignPageProps): Promise<Metadata> {
  const asked = await params;
  const read = await readCampaign(asked.locale, asked.slug);
  if (!read) return {};
  const { locale, campaign } = read;
  const path = campaignPath(locale, campaign.slug);
  return {
    title: campaign.title,
    description: campaign.summary,
    alternates: {
      canonical: path,
      languages: Object.fromEntries(LOCALES.map((other) => [other, campaignPath(other, campaign.slug)])),
      types: {
        ...feedLinks([{ locale, title: "Groundswell" }]),
        ...oembedLinks({ path, title: campaign.title }),
      },
    },
    ...(await cardTags({
      ...{ path, locale, locales: LOCALES, title: campaign.title, description: campaign.summary },
      card: campaignCard(campaign, locale),
    })),
  };
}

export default async function CampaignPage({ params }: CampaignPageProps) {
  const asked = await params;
  const { locale, campaign } = (await readCampaign(asked.locale, asked.slug)) ?? redirectToNotFound(asked.locale);
  const [texts, written] = await Promise.all([
    signingTexts(locale),
    listShareTexts(db(), { slugs: [campaign.slug], locale }),
  ]);
  return (
    <SigningProvider texts={texts} countries={countryOptions(locale)} locale={locale} written={written}>
      <main id="main" className="campaign-page">
        <JsonLd value={petition(campaign, locale)} />
        <JsonLd value={campaignBreadcrumbs({ campaign, locale, site: "Groundswell" })} />
        <CampaignHeading campaign={campaign} locale={locale} />
        <PetitionText campaign={campaign} locale={locale} />
        <CampaignAside campaign={campaign} locale={locale} texts={texts} />
        <CampaignArticles campaign={campaign} locale={locale} />
        <Milestones campaign={campaign} locale={locale} />
        <ApprovedComments campaign={campaign} locale={locale} />
        <RecentSigners campaign={campaign} locale={locale} />
      </main>
    </SigningProvider>
  );
}
