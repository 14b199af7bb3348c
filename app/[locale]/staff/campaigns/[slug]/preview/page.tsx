import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CampaignArticles } from "@/app/_campaigns/campaign-articles";
import { CampaignAside } from "@/app/_campaigns/campaign-aside";
import { CampaignHeading } from "@/app/_campaigns/campaign-heading";
import { PetitionText } from "@/app/_campaigns/petition-text";
import { RecentSigners } from "@/app/_campaigns/recent-signers";
import { missing } from "@/app/_http/not-found";
import { SigningProvider } from "@/app/_signing/signing-provider";
import { countryOptions, signingTexts } from "@/app/_signing/signing-texts";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignPreview } from "@/lib/campaigns/campaign-to-edit";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/preview">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.preview" });
  return { title: t("title") };
}

/** The campaign's public page, made of the same parts, with what is drafted; nobody can sign here. */
export default async function PreviewPage({ params }: Props) {
  const { locale, slug } = await params;
  if (!isLocale(locale)) missing(locale);
  await requireStaff({ locale, permission: "campaigns.write" });
  const campaign = isSlug(slug) ? await getCampaignPreview(db(), { slug, locale }) : null;
  if (!campaign) missing(locale);
  const [t, texts] = await Promise.all([
    getTranslations({ locale, namespace: "staff.campaignEditor.preview" }),
    signingTexts(locale),
  ]);
  return (
    <SigningProvider texts={texts} countries={countryOptions(locale)} locale={locale}>
      <div className="sticky top-0 z-30 border-b-2 border-ink bg-sunk">
        <p className="page-width flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
          <span>
            <strong>{t("title")}.</strong> {t("lead")}
          </span>
          <Link className="inline-flex min-h-9 items-center" href={`/${locale}/staff/campaigns/${slug}/edit`}>
            {t("back")}
          </Link>
        </p>
      </div>
      <main id="main" className="campaign-page">
        <CampaignHeading campaign={campaign} locale={locale} />
        <PetitionText campaign={campaign} locale={locale} />
        <div inert className="self-start">
          <CampaignAside campaign={campaign} locale={locale} texts={texts} />
        </div>
        <CampaignArticles campaign={campaign} locale={locale} />
        <RecentSigners campaign={campaign} locale={locale} />
      </main>
    </SigningProvider>
  );
}
