import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { staffCampaignPath } from "@/lib/paths";
import { getDashboardCampaign } from "@/lib/reporting/list-live-figures";
import { parseRange } from "@/lib/reporting/timeframe";
import { AttributionTables } from "./_components/attribution-tables";
import { DashboardFigures } from "./_components/dashboard-figures";
import { MailDelivery } from "./_components/mail-delivery";
import { SignaturesOverTime } from "./_components/signatures-over-time";
import { StaffCampaignHeading } from "./_components/staff-campaign-heading";
import { LiveFiguresProvider } from "./_dashboard/live-figures-provider";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.campaign" });
  const campaign = isSlug(slug) ? await getPublishedCampaign(db(), { slug, locale }) : null;
  return { title: campaign ? `${t("figures")}: ${campaign.title}` : t("figures") };
}

export default async function StaffCampaignPage({ params, searchParams }: Props) {
  const { locale, member, slug, campaign, now } = await loadStaffCampaignPage({
    params,
    permission: "figures.read",
    getCampaign: getDashboardCampaign,
  });
  const range = parseRange((await searchParams).range);
  const path = staffCampaignPath(locale, slug);
  return (
    <StaffLayout locale={locale} path={`${path}?range=${range}`} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="dashboard" member={member} />
      <LiveFiguresProvider
        url={`/api/staff/campaigns/${slug}/live?locale=${locale}`}
        figures={campaign.figures}
      >
        <DashboardFigures locale={locale} />
        <SignaturesOverTime chart={{ locale, range, now, path }} campaignId={campaign.id} />
        <AttributionTables
          {...{ locale, slug, now }}
          campaignId={campaign.id}
          confirmed={campaign.figures.confirmed}
        />
      </LiveFiguresProvider>
      <MailDelivery locale={locale} campaignId={campaign.id} now={now} />
    </StaffLayout>
  );
}
