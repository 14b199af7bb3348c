import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { db } from "@/db/client";
import { currentStaff, requireStaff } from "@/lib/auth/guards";
import { isLocale } from "@/lib/i18n/locales";
import { listCampaignFigures, MOST_CAMPAIGNS } from "@/lib/reporting/queries";
import { CampaignList } from "./_components/campaign-list";
import { SignIn } from "./_components/sign-in";
import { StaffFrame } from "./_components/staff-frame";
import { Summary } from "./_components/summary";

type Props = PageProps<"/[locale]/staff">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff" });
  return { title: (await currentStaff()) ? t("campaigns.title") : t("signIn.title") };
}

export default async function StaffPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  if (!(await currentStaff())) {
    const { address } = await searchParams;
    return <SignIn locale={locale} unreadable={address === "unreadable"} />;
  }
  const member = await requireStaff({ locale, permission: "figures.read" });
  const campaigns = await listCampaignFigures(db(), { locale, now: new Date() });
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  return (
    <StaffFrame locale={locale} path="/staff" member={member}>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      {campaigns.length > 0 && <Summary locale={locale} campaigns={campaigns} />}
      <CampaignList locale={locale} campaigns={campaigns} />
      {campaigns.length === MOST_CAMPAIGNS && (
        <p className="mt-4 text-sm text-soft">{t("firstMost", { limit: MOST_CAMPAIGNS })}</p>
      )}
    </StaffFrame>
  );
}
