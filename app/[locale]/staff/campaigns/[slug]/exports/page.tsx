import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { isFreshlySignedIn, requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { filterQuery, signatureFilter } from "@/lib/signatures/signature-filter";
import { CampaignHeading } from "../_components/campaign-heading";
import { DeliveryPackForm } from "./_components/delivery-pack-form";
import { ExportForm } from "./_components/export-form";
import { ExportList } from "./_components/export-list";
import { SignInAgain } from "./_components/sign-in-again";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/exports">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  return { title: t("title") };
}

export default async function ExportsPage({ params, searchParams }: Props) {
  const { locale, slug } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "signatures.take-out" });
  const now = new Date();
  const campaign = await getCampaignHeading(db(), { slug, locale, now });
  if (!campaign) missing(locale);
  const filter = signatureFilter.parse(await searchParams);
  const path = `/staff/campaigns/${slug}/exports`;
  const back = `${path}?${filterQuery(filter)}`;
  const place = { locale, slug };
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  return (
    <StaffLayout locale={locale} path={back} member={member}>
      <CampaignHeading locale={locale} campaign={campaign} here="exports" member={member} />
      <p className="mt-6 max-w-measure text-soft">{t("lead")}</p>
      {(await isFreshlySignedIn()) ? (
        <div className="mt-8 grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <ExportForm {...place} filter={filter} />
          <DeliveryPackForm {...place} />
        </div>
      ) : (
        <SignInAgain locale={locale} back={back} />
      )}
      <ExportList {...place} campaignId={campaign.id} now={now} />
    </StaffLayout>
  );
}
