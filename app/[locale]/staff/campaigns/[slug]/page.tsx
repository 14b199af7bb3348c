import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/missing";
import { db } from "@/db/client";
import { requireStaff } from "@/lib/auth/guards";
import { getPublishedCampaign } from "@/lib/campaigns/queries";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { type CampaignFigures, getCampaignFigures } from "@/lib/reporting/queries";
import { readRange } from "@/lib/reporting/rules";
import { Figures } from "../../_components/figures";
import { StaffFrame } from "../../_components/staff-frame";
import { Delivery } from "./_components/delivery";
import { Origins } from "./_components/origins";
import { SignaturesOverTime } from "./_components/signatures-over-time";

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
  const campaign = await getCampaignFigures(db(), { slug, locale, now });
  if (!campaign) missing(locale);
  const range = readRange((await searchParams).range);
  const path = `/staff/campaigns/${slug}`;
  const t = await getTranslations({ locale, namespace: "staff.campaign" });
  return (
    <StaffFrame locale={locale} path={`${path}?range=${range}`} member={member}>
      <Heading locale={locale} campaign={campaign} />
      <div className="mt-8 mb-12">
        <Figures locale={locale} pace={campaign} goal={campaign.goal} label={t("figures")} />
      </div>
      <SignaturesOverTime
        chart={{ locale, range, now, path: `/${locale}${path}` }}
        campaignId={campaign.id}
        confirmed={campaign.confirmed}
      />
      <Delivery locale={locale} campaignId={campaign.id} now={now} />
      <Origins locale={locale} campaignId={campaign.id} confirmed={campaign.confirmed} />
    </StaffFrame>
  );
}

async function Heading({ locale, campaign }: { locale: Locale; campaign: CampaignFigures }) {
  const t = await getTranslations({ locale, namespace: "staff" });
  return (
    <>
      <Link className="inline-flex min-h-6 items-center text-sm text-soft" href={`/${locale}/staff`}>
        <span aria-hidden="true" className="mr-1.5">
          ←
        </span>
        {t("campaign.back")}
      </Link>
      <p className="kicker mt-4">{t(`state.${campaign.state}`)}</p>
      <h1 className="mt-1 max-w-3xl text-3xl leading-tight font-medium tracking-tight sm:text-4xl">
        {campaign.title}
      </h1>
      <div className="mt-3 flex flex-wrap items-baseline gap-x-6 gap-y-2 text-soft">
        {campaign.target && <p className="max-w-2xl">{t("campaign.to", { target: campaign.target })}</p>}
        {campaign.state !== "draft" && (
          <Link className="text-ink underline" href={`/${locale}/campaigns/${campaign.slug}`}>
            {t("campaign.public")}
          </Link>
        )}
      </div>
    </>
  );
}
