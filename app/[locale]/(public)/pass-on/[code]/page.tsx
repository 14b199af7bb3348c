import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Sheet } from "@/app/_components/sheet";
import { redirectToNotFound } from "@/app/_http/not-found";
import { PublicAddress } from "@/app/_sharing/public-address";
import { SharePanel } from "@/app/_sharing/share-panel";
import { getArticleShareProps, getCampaignShareProps } from "@/app/_sharing/share-panel-props";
import { getPublishedArticle } from "@/lib/articles/published-articles";
import { withAttribution } from "@/lib/attribution";
import { getPrimaryCampaign, getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { isShareCode } from "@/lib/ids";
import { articlePath, campaignPath } from "@/lib/paths";
import { shareUrl } from "@/lib/sharing/channels";
import { getLinkDestination } from "@/lib/sharing/link-destination";

type Props = PageProps<"/[locale]/pass-on/[code]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "passOn" });
  return { title: t("title"), robots: { index: false } };
}

/** A reader's new link with every way to pass it on as a plain one, for whoever has no scripts. */
export default async function PassOnPage({ params }: Props) {
  const { locale, code } = await params;
  if (!isLocale(locale) || !isShareCode(code)) redirectToNotFound(locale);
  const passed = await readPassed({ locale, code });
  if (!passed) redirectToNotFound(locale);
  const t = await getTranslations({ locale, namespace: "passOn" });
  return (
    <Sheet kicker={passed.title} title={t("title")}>
      <p className="font-serif text-xl">{t("page.lead")}</p>
      <section className="slip px-5 py-6" aria-label={t("ways")}>
        <SharePanel {...passed.passing} link={shareUrl({ origin: env().APP_URL, code })} />
      </section>
      <p>
        <a href={passed.path}>{t("page.back")}</a>
      </p>
      <PublicAddress path={passed.path} />
    </Sheet>
  );
}

/** What a link leads to, in the link's own language; the texts around it are the page's. */
async function readPassed({ locale, code }: { locale: Locale; code: string }) {
  const link = await getLinkDestination(db(), code);
  if (!link) return null;
  const spoken = isLocale(link.locale) ? link.locale : locale;
  if (link.articleSlug) {
    const article = await getPublishedArticle(db(), { slug: link.articleSlug, locale: spoken });
    if (!article) return null;
    const campaign = await getPrimaryCampaign(db(), { articleId: article.id, locale: spoken });
    const passing = await getArticleShareProps({ article, locale: spoken, campaign });
    return {
      title: article.title,
      passing,
      path: withAttribution(articlePath(spoken, article.slug), { via: code }),
    };
  }
  const campaign = await getPublishedCampaign(db(), { slug: link.campaignSlug ?? "", locale: spoken });
  if (!campaign) return null;
  const passing = await getCampaignShareProps({ campaign, locale: spoken, as: "reader" });
  return {
    title: campaign.title,
    passing,
    path: withAttribution(campaignPath(spoken, campaign.slug), { via: code }),
  };
}
