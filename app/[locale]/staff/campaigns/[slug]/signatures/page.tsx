import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { listSignatures } from "@/lib/signatures/list-signatures";
import { signatureCursor, signatureFilter } from "@/lib/signatures/signature-filter";
import { CampaignHeading } from "../_components/campaign-heading";
import { FilterChips } from "../_components/filter-chips";
import { FilterForm } from "./_components/filter-form";
import { FindPerson } from "./_components/find-person";
import { FoundSignatures } from "./_components/found-signatures";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/signatures">;

const PAGE_SIZE = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  return { title: t("title") };
}

export default async function SignaturesPage({ params, searchParams }: Props) {
  const { locale, slug } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "signatures.read" });
  const campaign = await getCampaignHeading(db(), { slug, locale, now: new Date() });
  if (!campaign) missing(locale);
  const query = await searchParams;
  const filter = signatureFilter.parse(query);
  const after = signatureCursor.safeParse(query.after).data;
  const before = after ? undefined : signatureCursor.safeParse(query.before).data;
  const page = await listSignatures(db(), {
    campaignId: campaign.id,
    filter,
    after,
    before,
    limit: PAGE_SIZE,
  });
  const path = `/staff/campaigns/${slug}/signatures`;
  const list = { locale, campaign, filter, path: `/${locale}${path}` };
  return (
    <StaffLayout locale={locale} path={path} member={member}>
      <CampaignHeading locale={locale} campaign={campaign} here="signatures" member={member} />
      <div className="mt-8 grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <FilterForm {...list} />
        <FindPerson locale={locale} slug={slug} />
      </div>
      <FilterChips {...list} />
      <FoundSignatures {...list} page={page} after={after} before={before} />
    </StaffLayout>
  );
}
