import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CampaignArticles } from "@/app/_campaigns/campaign-articles";
import { CampaignAside } from "@/app/_campaigns/campaign-aside";
import { CampaignHeading } from "@/app/_campaigns/campaign-heading";
import { PetitionText } from "@/app/_campaigns/petition-text";
import { RecentSigners } from "@/app/_campaigns/recent-signers";
import { SigningProvider } from "@/app/_signing/signing-provider";
import { countryOptions, signingTexts } from "@/app/_signing/signing-texts";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignPreview } from "@/lib/campaigns/campaign-to-edit";
import { staffCampaignPath } from "@/lib/paths";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/preview">;

export const generateMetadata = staffPageTitle("campaignEditor.preview.title");

/** The campaign's public page with the drafted petition text. The signing form is disabled. */
export default async function PreviewPage({ params }: Props) {
  const { locale, slug, campaign } = await loadStaffCampaignPage({
    params,
    permission: "campaigns.write",
    getCampaign: getCampaignPreview,
  });
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
          <Link className="inline-flex min-h-9 items-center" href={staffCampaignPath(locale, slug, "edit")}>
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
