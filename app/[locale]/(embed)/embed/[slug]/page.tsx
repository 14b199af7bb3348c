import type { Metadata } from "next";
import { redirectToNotFound, requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { SigningProvider } from "@/app/_signing/signing-provider";
import { countryOptions, signingTexts } from "@/app/_signing/signing-texts";
import { listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isSlug } from "@/lib/ids";
import { campaignPath } from "@/lib/paths";
import { listShareTexts } from "@/lib/sharing/list-share-texts";
import { EmbeddedCampaign } from "./embedded-campaign";

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

type EmbedPageProps = PageProps<"/[locale]/embed/[slug]">;

export async function generateMetadata({ params }: EmbedPageProps): Promise<Metadata> {
  const { locale, slug } = await params;
  return {
    ...(await unlistedMetadata(params, "embed.title")),
    ...(isSlug(slug) && { alternates: { canonical: campaignPath(locale, slug) } }),
  };
}

/** A campaign embedded on a partner's page. `proxy.ts` sets `frame-ancestors` from the campaign's list of sites. */
export default async function EmbedPage({ params }: EmbedPageProps) {
  const { locale: language, slug } = await params;
  const locale = requireLocale(language);
  const [campaign] = isSlug(slug) ? await listCampaignsBySlug(db(), { locale, slugs: [slug] }) : [];
  if (!campaign) redirectToNotFound(locale);
  const { slug: shown } = campaign.successor ?? campaign;
  const [texts, staffTexts] = await Promise.all([
    signingTexts(locale),
    listShareTexts(db(), { locale, slugs: [shown] }),
  ]);
  return (
    <SigningProvider texts={texts} countries={countryOptions(locale)} locale={locale} staffTexts={staffTexts}>
      {/* Links open in a new tab, also without JavaScript, so that the partner's page stays open. */}
      <base target="_blank" />
      <script src="/embed-frame.js" async />
      <EmbeddedCampaign campaign={campaign} locale={locale} texts={texts} />
    </SigningProvider>
  );
}
