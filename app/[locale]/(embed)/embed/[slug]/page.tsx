import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { redirectToNotFound, requireLocale } from "@/app/_http/not-found";
import { SigningProvider } from "@/app/_signing/signing-provider";
import { countryOptions, signingTexts } from "@/app/_signing/signing-texts";
import { listArticlesCarrying, listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import { isolated } from "@/lib/direction";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { campaignPath } from "@/lib/paths";
import { getSigningPause } from "@/lib/settings/signing-pause";
import { listShareTexts } from "@/lib/sharing/list-share-texts";
import { EmbeddedCampaign } from "./embedded-campaign";
import { ThemeScript } from "./theme-script";

/** An embed links to the article in its address if it is one of this many newest articles with the campaign. */
const MAX_ARTICLES = 50;

type EmbedPageProps = PageProps<"/[locale]/embed/[slug]">;

/** The title contains the status of the campaign. The partner's page uses it as the title of the frame. */
export async function generateMetadata({ params }: EmbedPageProps): Promise<Metadata> {
  const { locale, slug } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "embed" });
  const campaign = await findCampaign(locale, slug);
  const { status, title } = campaign?.successor ?? campaign ?? {};
  return {
    title: { absolute: status && title ? t(`linkText.${status}`, { title: isolated(title) }) : t("title") },
    robots: { index: false },
    ...(isSlug(slug) && { alternates: { canonical: campaignPath(locale, slug) } }),
  };
}

/** Once per request, for the page and its metadata. */
const findCampaign = cache(async (locale: Locale, slug: string) => {
  const [campaign] = isSlug(slug)
    ? await readReplica((replica) => listCampaignsBySlug(replica, { locale, slugs: [slug] }))
    : [];
  return campaign ?? null;
});

/** A campaign embedded on a partner's page. `proxy.ts` sets `frame-ancestors` from the campaign's list of sites. */
export default async function EmbedPage({ params }: EmbedPageProps) {
  const { locale: language, slug } = await params;
  const locale = requireLocale(language);
  const campaign = await findCampaign(locale, slug);
  if (!campaign) redirectToNotFound(locale);
  const { slug: shown } = campaign.successor ?? campaign;
  const [texts, pause, staffTexts, articles] = await Promise.all([
    signingTexts(locale),
    getSigningPause(db(), locale),
    readReplica((replica) => listShareTexts(replica, { locale, slugs: [shown] })),
    readReplica((replica) => listArticlesCarrying(replica, { campaignSlug: slug, limit: MAX_ARTICLES })),
  ]);
  const inLanguage = articles.filter((article) => article.locale === locale);
  return (
    <SigningProvider
      texts={texts}
      countries={countryOptions(locale)}
      locale={locale}
      staffTexts={staffTexts}
      paused={pause?.text}
      opensTab
    >
      <ThemeScript />
      <script src="/embed-frame.js" async />
      <EmbeddedCampaign campaign={campaign} articles={inLanguage} locale={locale} texts={texts} />
    </SigningProvider>
  );
}
