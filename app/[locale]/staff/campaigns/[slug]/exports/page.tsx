import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { isFreshlySignedIn } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { staffCampaignPath } from "@/lib/paths";
import { filterQuery, signatureFilter } from "@/lib/signatures/signature-filter";
import { StaffCampaignHeading } from "../_components/staff-campaign-heading";
import { DeliveryPackForm } from "./_components/delivery-pack-form";
import { ExportForm } from "./_components/export-form";
import { ExportList } from "./_components/export-list";
import { SignInAgain } from "./_components/sign-in-again";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/exports">;

export const generateMetadata = staffPageTitle("exports.title");

export default async function ExportsPage({ params, searchParams }: Props) {
  const { locale, member, slug, campaign, now } = await loadStaffCampaignPage({
    params,
    permission: "signatures.export",
    getCampaign: getCampaignHeading,
  });
  const filter = signatureFilter.parse(await searchParams);
  const path = staffCampaignPath(locale, slug, "exports");
  const back = `${path}?${filterQuery(filter)}`;
  const page = { locale, slug };
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  return (
    <StaffLayout locale={locale} path={back} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="exports" member={member} />
      <p className="mt-6 max-w-measure text-soft">{t("lead")}</p>
      {(await isFreshlySignedIn()) ? (
        <div className="mt-8 grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <ExportForm {...page} filter={filter} />
          <DeliveryPackForm {...page} />
        </div>
      ) : (
        <SignInAgain locale={locale} back={back} />
      )}
      <ExportList {...page} campaignId={campaign.id} now={now} />
    </StaffLayout>
  );
}
