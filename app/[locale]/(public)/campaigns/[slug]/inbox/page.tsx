import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Sheet } from "@/app/_components/sheet";
import { redirectToNotFound } from "@/app/_http/not-found";
import { CodeForm } from "@/app/_signing/code-form";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/campaigns/[slug]/inbox">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "inbox" });
  return { title: t("title"), robots: { index: false } };
}

/** "Check your inbox", after a form was posted without scripts. */
export default async function InboxPage({
  params,
  searchParams,
}: PageProps<"/[locale]/campaigns/[slug]/inbox">) {
  const [{ locale, slug }, { from }] = await Promise.all([params, searchParams]);
  if (!isLocale(locale) || !isSlug(slug)) redirectToNotFound(locale);
  const campaign = await getPublishedCampaign(db(), { slug, locale });
  if (!campaign) redirectToNotFound(locale);
  const t = await getTranslations({ locale, namespace: "inbox" });
  const back = typeof from === "string" && isSlug(from) ? `articles/${from}` : `campaigns/${slug}`;
  return (
    <Sheet kicker={campaign.title} title={t("title")}>
      <p className="font-serif text-xl">{t("lead")}</p>
      <CodeForm locale={locale} campaign={slug} />
      <p>
        <a href={`/${locale}/${back}`}>{t("back")}</a>
      </p>
    </Sheet>
  );
}
