import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/[locale]/staff/_components/back-link";
import type { StaffMember } from "@/lib/auth/guards";
import type { CampaignStatus } from "@/lib/campaigns/campaign-status";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { type CampaignTab, CampaignTabs } from "./campaign-tabs";

type CampaignHeadingProps = {
  locale: Locale;
  campaign: { slug: string; title: string; target: string | null; status: CampaignStatus | "draft" };
  here: CampaignTab;
  member: StaffMember;
};

/** The heading of a campaign's staff pages: status, title, target, public page and tabs. */
export async function StaffCampaignHeading({ locale, campaign, here, member }: CampaignHeadingProps) {
  const t = await getTranslations({ locale, namespace: "staff" });
  return (
    <>
      <BackLink href={staffAreaPath(locale)}>{t("campaign.back")}</BackLink>
      <p className="kicker mt-4">{t(`state.${campaign.status}`)}</p>
      <h1 className="mt-1 max-w-3xl text-3xl leading-tight font-medium tracking-tight sm:text-4xl" dir="auto">
        {campaign.title}
      </h1>
      <div className="mt-3 flex flex-wrap items-baseline gap-x-6 gap-y-2 text-soft">
        {campaign.target && (
          <p className="max-w-2xl">{t("campaign.to", { target: isolated(campaign.target) })}</p>
        )}
        {campaign.status !== "draft" && (
          <Link className="text-ink underline" href={`/${locale}/campaigns/${campaign.slug}`}>
            {t("campaign.public")}
          </Link>
        )}
      </div>
      <CampaignTabs locale={locale} slug={campaign.slug} here={here} member={member} />
    </>
  );
}
