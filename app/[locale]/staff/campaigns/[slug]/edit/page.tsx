import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { getCampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { isLocale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import { StaffCampaignHeading } from "../_components/staff-campaign-heading";
import { PetitionTextSection } from "./_petition-text/petition-text-section";
import { Versions } from "./_petition-text/versions";
import { CoverSection } from "./_settings/cover-section";
import { SettingsSection } from "./_settings/settings-section";
import { StatusSection } from "./_status/status-section";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/edit">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor" });
  return { title: `${t("editor")}: ${slug}` };
}

/** The campaign editor: petition text, settings, cover and status. */
export default async function EditCampaignPage({ params, searchParams }: Props) {
  const { locale, member, slug, campaign, now } = await loadStaffCampaignPage({
    params,
    permission: "campaigns.write",
    getCampaign: getCampaignToEdit,
  });
  const { words: chosen } = await searchParams;
  const language = typeof chosen === "string" && isLocale(chosen) ? chosen : null;
  const editor = { campaign, locale, now };
  return (
    <StaffLayout locale={locale} path={staffCampaignPath(locale, slug, "edit")} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="edit" member={member} />
      <div className="grid gap-x-14 gap-y-12 pt-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid content-start gap-12">
          <PetitionTextSection {...editor} language={language} />
          <SettingsSection {...editor} />
          <CoverSection {...editor} />
          <Versions {...editor} />
        </div>
        <StatusSection {...editor} />
      </div>
    </StaffLayout>
  );
}
