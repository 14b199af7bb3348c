import type { Metadata } from "next";
import { CampaignArticles } from "@/app/_campaigns/campaign-articles";
import { CampaignAside } from "@/app/_campaigns/campaign-aside";
import { CampaignHeading } from "@/app/_campaigns/campaign-heading";
import { findCampaignPage, loadCampaignPage } from "@/app/_campaigns/load-campaign-page";
import { PetitionText } from "@/app/_campaigns/petition-text";
import { RecentSigners } from "@/app/_campaigns/recent-signers";
import { JsonLd } from "@/app/_components/json-ld";
import { SigningProvider } from "@/app/_signing/signing-provider";
import { countryOptions, signingTexts } from "@/app/_signing/signing-texts";
import { campaignBreadcrumbs, petition } from "@/app/_structured/petition";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import { getSigningPause } from "@/lib/settings/signing-pause";
import { listShareTexts } from "@/lib/sharing/list-share-texts";
import { ApprovedComments } from "./approved-comments";
import { campaignMetadata } from "./metadata";
import { Milestones } from "./milestones";

type CampaignPageProps = PageProps<"/[locale]/campaigns/[slug]">;

export async function generateMetadata({ params }: CampaignPageProps): Promise<Metadata> {
  const found = await findCampaignPage(params);
  return found ? campaignMetadata(found) : {};
}

export default async function CampaignPage({ params }: CampaignPageProps) {
  const { locale, campaign } = await loadCampaignPage(params);
  const [texts, pause, staffTexts] = await Promise.all([
    signingTexts(locale),
    getSigningPause(db(), locale),
    readReplica((replica) => listShareTexts(replica, { slugs: [campaign.slug], locale })),
  ]);
  return (
    <SigningProvider
      texts={texts}
      countries={countryOptions(locale)}
      locale={locale}
      staffTexts={staffTexts}
      paused={pause?.text}
    >
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
