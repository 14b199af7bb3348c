import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Sheet } from "@/app/_components/sheet";
import { redirectToNotFound } from "@/app/_http/not-found";
import { PublicAddress } from "@/app/_sharing/public-address";
import { RippleLink } from "@/app/_sharing/ripple-link";
import { SharePanel } from "@/app/_sharing/share-panel";
import { getCampaignShareProps } from "@/app/_sharing/share-panel-props";
import { withAttribution } from "@/lib/attribution";
import {
  type Campaign,
  getPublishedCampaign,
  listArticlesCarrying,
} from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { isShareCode, isSlug } from "@/lib/ids";
import { articlePath, campaignPath } from "@/lib/paths";
import { shareUrl } from "@/lib/sharing/channels";

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/campaigns/[slug]/thanks">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "thanks" });
  return { title: t("title"), robots: { index: false } };
}

/** "Thank you", the count with the signer in it, and their own link. It names no one: whoever copies the address passes on the campaign. */
export default async function ThanksPage({
  params,
  searchParams,
}: PageProps<"/[locale]/campaigns/[slug]/thanks">) {
  const [{ locale, slug }, { share }] = await Promise.all([params, searchParams]);
  if (!isLocale(locale) || !isSlug(slug)) redirectToNotFound(locale);
  const campaign = await getPublishedCampaign(db(), { slug, locale });
  if (!campaign) redirectToNotFound(locale);
  const t = await getTranslations({ locale, namespace: "thanks" });
  const code = typeof share === "string" && isShareCode(share) ? share : null;
  const path = campaignPath(locale, slug);
  const passing = await getCampaignShareProps({ campaign, locale, as: "signer" });
  const others = campaign.signatures - 1;
  return (
    <Sheet kicker={campaign.title} title={t("title")}>
      <p className="font-serif text-xl">
        {others > 0
          ? t("lead", { count: others, title: campaign.title })
          : t("first", { title: campaign.title })}
      </p>
      <section className="slip grid gap-4 px-5 py-6" aria-labelledby="pass-on">
        <h2 id="pass-on" className="text-2xl font-semibold">
          {t("passOn")}
        </h2>
        <p>{t("passOnLead")}</p>
        <SharePanel
          {...passing}
          link={code ? shareUrl({ origin: env().APP_URL, code }) : undefined}
          isMainDeed
        />
      </section>
      {code && <RippleLink code={code} locale={locale} />}
      <ReadOn campaign={campaign} locale={locale} />
      <PublicAddress path={withAttribution(path, { via: code })} />
    </Sheet>
  );
}

async function ReadOn({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale });
  const articles = await listArticlesCarrying(db(), { campaignSlug: campaign.slug, limit: 10 });
  return (
    <nav aria-labelledby="read-on" className="grid gap-2">
      <h2 id="read-on" className="kicker">
        {t("thanks.read")}
      </h2>
      <ul className="grid gap-2 font-serif text-xl">
        {articles
          .filter((article) => article.locale === locale)
          .map((article) => (
            <li key={article.slug}>
              <a href={articlePath(locale, article.slug)}>{article.title}</a>
            </li>
          ))}
        <li>
          <a href={campaignPath(locale, campaign.slug)}>{t("confirm.toCampaign")}</a>
        </li>
      </ul>
    </nav>
  );
}
