import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { staffCampaignPath } from "@/lib/paths";
import { StaffCampaignHeading } from "../_components/staff-campaign-heading";
import { Embedding } from "./_components/embedding";
import { LinkPreviews } from "./_components/link-previews";
import { Referrals } from "./_components/referrals";
import { ShareTexts } from "./_components/share-texts";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/sharing">;

export const generateMetadata = staffPageTitle("sharing.title");

/** The sharing page of a campaign: referrals, share texts, link previews and embedding. */
export default async function SharingPage({ params }: Props) {
  const { locale, member, slug, campaign } = await loadStaffCampaignPage({
    params,
    permission: "figures.read",
    getCampaign: getCampaignHeading,
  });
  const section = { locale, campaign, member };
  const t = await getTranslations({ locale, namespace: "staff.sharing" });
  return (
    <StaffLayout locale={locale} path={staffCampaignPath(locale, slug, "sharing")} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="sharing" member={member} />
      <p className="mt-6 max-w-measure text-soft">{t("lead")}</p>
      <div className="mt-8 grid gap-12">
        <Referrals {...section} />
        <ShareTexts {...section} />
        <LinkPreviews {...section} />
        <Embedding {...section} />
      </div>
    </StaffLayout>
  );
}
