import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { CampaignHeading } from "../_components/campaign-heading";
import { Embedding } from "./_components/embedding";
import { LinkPreviews } from "./_components/link-previews";
import { Referrals } from "./_components/referrals";
import { ShareTexts } from "./_components/share-texts";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/sharing">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.sharing" });
  return { title: t("title") };
}

/** How a campaign is passed on: what that brings, what the messages say, and how it looks elsewhere. */
export default async function SharingPage({ params }: Props) {
  const { locale, slug } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "figures.read" });
  const campaign = await getCampaignHeading(db(), { slug, locale, now: new Date() });
  if (!campaign) missing(locale);
  const room = { locale, campaign, member };
  const t = await getTranslations({ locale, namespace: "staff.sharing" });
  return (
    <StaffLayout locale={locale} path={`/staff/campaigns/${slug}/sharing`} member={member}>
      <CampaignHeading locale={locale} campaign={campaign} here="sharing" member={member} />
      <p className="mt-6 max-w-measure text-soft">{t("lead")}</p>
      <div className="mt-8 grid gap-12">
        {/* In this order: referrals, texts, previews, embedding. */}
        <Referrals {...room} />
        <ShareTexts {...room} />
        <LinkPreviews {...room} />
        <Embedding {...room} />
      </div>
    </StaffLayout>
  );
}
