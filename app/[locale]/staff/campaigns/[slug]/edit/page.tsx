import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { CampaignHeading } from "../_components/campaign-heading";
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

/** The desk of a campaign: its words, its settings and its life. */
export default async function EditCampaignPage({ params, searchParams }: Props) {
  const { locale, slug } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const now = new Date();
  const campaign = isSlug(slug) ? await getCampaignToEdit(db(), { slug, locale, now }) : null;
  if (!campaign) missing(locale);
  const { words } = await searchParams;
  const language = typeof words === "string" && isLocale(words) ? words : null;
  const desk = { campaign, locale, now };
  return (
    <StaffLayout locale={locale} path={`/staff/campaigns/${slug}/edit`} member={member}>
      <CampaignHeading locale={locale} campaign={campaign} here="edit" member={member} />
      <div className="grid gap-x-14 gap-y-12 pt-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid content-start gap-12">
          <PetitionTextSection {...desk} language={language} />
          <SettingsSection {...desk} />
          <CoverSection {...desk} />
          <Versions {...desk} />
        </div>
        <StatusSection {...desk} />
      </div>
    </StaffLayout>
  );
}
