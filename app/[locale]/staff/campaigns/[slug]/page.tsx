import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { getDashboardCampaign } from "@/lib/reporting/list-live-figures";
import { parseRange } from "@/lib/reporting/timeframe";
import { AttributionTables } from "./_components/attribution-tables";
import { CampaignHeading } from "./_components/campaign-heading";
import { DashboardFigures } from "./_components/dashboard-figures";
import { MailDelivery } from "./_components/mail-delivery";
import { SignaturesOverTime } from "./_components/signatures-over-time";
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
  const { locale, slug } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "figures.read" });
  const now = new Date();
  const campaign = await getDashboardCampaign(db(), { slug, locale, now });
  if (!campaign) missing(locale);
  const range = parseRange((await searchParams).range);
  const path = `/staff/campaigns/${slug}`;
  return (
    <StaffLayout locale={locale} path={`${path}?range=${range}`} member={member}>
      <CampaignHeading locale={locale} campaign={campaign} here="dashboard" member={member} />
      <LiveFiguresProvider url={`/api${path}/live?locale=${locale}`} figures={campaign.figures}>
        <DashboardFigures locale={locale} />
        <SignaturesOverTime
          chart={{ locale, range, now, path: `/${locale}${path}` }}
          campaignId={campaign.id}
        />
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
