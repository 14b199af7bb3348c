import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/_http/not-found";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { getCurrentStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { listCampaignFigures, MAX_CAMPAIGNS } from "@/lib/reporting/campaign-figures";
import { CampaignList } from "./_components/campaign-list";
import { CampaignTotals } from "./_components/campaign-totals";
import { ListHeading } from "./_components/list-heading";
import { SignIn } from "./_components/sign-in";
import { StaffLayout } from "./_components/staff-layout";

type Props = PageProps<"/[locale]/staff">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff" });
  return { title: (await getCurrentStaff()) ? t("campaigns.title") : t("signIn.title") };
}

export default async function StaffPage({ params, searchParams }: Props) {
  const locale = requireLocale((await params).locale);
  if (!(await getCurrentStaff())) {
    const { address } = await searchParams;
    return <SignIn locale={locale} unreadable={address === "unreadable"} />;
  }
  const { member } = await loadStaffPage({ params, permission: "figures.read" });
  const archived = (await searchParams).archived !== undefined;
  const campaigns = await listCampaignFigures(db(), { locale, now: new Date(), archived });
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale)} member={member}>
      <ListHeading locale={locale} member={member} archived={archived} />
      {campaigns.length > 0 && <CampaignTotals locale={locale} campaigns={campaigns} />}
      <CampaignList locale={locale} campaigns={campaigns} />
      {campaigns.length === MAX_CAMPAIGNS && (
        <p className="mt-4 text-sm text-soft">{t("firstMost", { limit: MAX_CAMPAIGNS })}</p>
      )}
    </StaffLayout>
  );
}
