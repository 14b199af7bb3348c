import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { staffCampaignPath } from "@/lib/paths";
import { listSignatures } from "@/lib/signatures/list-signatures";
import { signatureCursor, signatureFilter } from "@/lib/signatures/signature-filter";
import { FilterChips } from "../_components/filter-chips";
import { StaffCampaignHeading } from "../_components/staff-campaign-heading";
import { FilterForm } from "./_components/filter-form";
import { FindPerson } from "./_components/find-person";
import { FoundSignatures } from "./_components/found-signatures";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/signatures">;

const PAGE_SIZE = 50;

export const generateMetadata = staffPageTitle("signatureList.title");

export default async function SignaturesPage({ params, searchParams }: Props) {
  const { locale, member, slug, campaign } = await loadStaffCampaignPage({
    params,
    permission: "signatures.read",
    getCampaign: getCampaignHeading,
  });
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
  const path = staffCampaignPath(locale, slug, "signatures");
  const list = { locale, campaign, filter, path };
  return (
    <StaffLayout locale={locale} path={path} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="signatures" member={member} />
      <div className="mt-8 grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <FilterForm {...list} />
        <FindPerson locale={locale} slug={slug} />
      </div>
      <FilterChips {...list} />
      <FoundSignatures {...list} page={page} after={after} before={before} />
    </StaffLayout>
  );
}
