import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ArticleList } from "@/app/_articles/article-list";
import { LeadArticle } from "@/app/_articles/lead-article";
import { CampaignList } from "@/app/_campaigns/campaign-list";
import { feedLinks } from "@/app/_feeds/feed-links";
import { requireLocale } from "@/app/_http/not-found";
import { cardTags } from "@/app/_structured/card-tags";
import { listPublishedArticles } from "@/lib/articles/published-articles";
import { hasEnded } from "@/lib/campaigns/campaign-status";
import { listPublishedCampaigns } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import { isLocale, LOCALES } from "@/lib/i18n/locales";
import { siteCard } from "@/lib/sharing/social-card";

const MAX_ARTICLES = 30;
const MAX_CAMPAIGNS = 30;

export async function generateMetadata({ params }: PageProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "site" });
  return {
    alternates: {
      canonical: `/${locale}`,
      languages: Object.fromEntries(LOCALES.map((other) => [other, `/${other}`])),
      types: await feedLinks(locale),
    },
    ...(await cardTags({
      ...{ path: `/${locale}`, locale, locales: LOCALES, title: t("name"), description: t("promise") },
      card: siteCard({ locale, headline: t("promise") }),
    })),
  };
}

export default async function FrontPage({ params }: PageProps<"/[locale]">) {
  const locale = requireLocale((await params).locale);
  const [t, articles, campaigns] = await Promise.all([
    getTranslations({ locale, namespace: "site" }),
    readReplica((replica) => listPublishedArticles(replica, { locale, limit: MAX_ARTICLES })),
    readReplica((replica) => listPublishedCampaigns(replica, { locale, limit: MAX_CAMPAIGNS })),
  ]);
  const [first, ...others] = articles;
  const current = campaigns.filter(({ status }) => !hasEnded(status));
  const past = campaigns.filter(({ status }) => hasEnded(status));
  return (
    <main id="main" className="front-page">
      <h1 className="sr-only">{`${t("name")}: ${t("promise")}`}</h1>
      {first ? (
        <LeadArticle article={first} locale={locale} />
      ) : (
        <p className="font-serif text-2xl">{t("noArticles")}</p>
      )}
      <CampaignList title={t("campaigns")} campaigns={current} locale={locale} />
      {others.length > 0 && <ArticleList title={t("articles")} articles={others} locale={locale} />}
      <CampaignList title={t("pastCampaigns")} campaigns={past} locale={locale} />
    </main>
  );
}
