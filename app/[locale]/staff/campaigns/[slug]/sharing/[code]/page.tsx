import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { redirectToNotFound } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isShareCode } from "@/lib/ids";
import { staffCampaignPath } from "@/lib/paths";
import { getLinkDetails } from "@/lib/reporting/link-details";
import { StaffCampaignHeading } from "../../_components/staff-campaign-heading";
import { LinkAttribution } from "./link-attribution";
import { LinkFigures } from "./link-figures";
import { LinkOrigin } from "./link-origin";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/sharing/[code]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, code } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.referrals.link" });
  return { title: t("title", { code }) };
}

/** The visits and signatures that one share link brought to a campaign. Its owner is not shown. */
export default async function ShareLinkPage({ params }: Props) {
  const { locale, member, slug, campaign } = await loadStaffCampaignPage({
    params,
    permission: "figures.read",
    getCampaign: getCampaignHeading,
  });
  const { code } = await params;
  const link = isShareCode(code) ? await getLinkDetails(db(), { campaignId: campaign.id, code }) : null;
  if (!link) redirectToNotFound(locale);
  const t = await getTranslations({ locale, namespace: "staff.referrals.link" });
  const sharing = staffCampaignPath(locale, slug, "sharing");
  return (
    <StaffLayout locale={locale} path={`${sharing}/${code}`} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="sharing" member={member} />
      <p className="mt-6 text-sm">
        <Link href={sharing}>{t("back")}</Link>
      </p>
      <h2 className="mt-2 text-2xl font-medium">{t("title", { code })}</h2>
      <LinkOrigin locale={locale} slug={slug} link={link} />
      <LinkFigures locale={locale} link={link} />
      <LinkAttribution locale={locale} campaignId={campaign.id} link={link} />
    </StaffLayout>
  );
}
