import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { staffCampaignPath } from "@/lib/paths";
import { NAME_SHELVES, nameShelfInput } from "@/lib/signatures/name-reviews";
import { CampaignHeading } from "../_components/campaign-heading";
import { ShelfLinks } from "../_components/shelf-links";
import { HeldNames } from "./_components/held-names";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/names">;

export const generateMetadata = staffPageTitle("signatureList.names.title");

/** The public names that wait for review, and those that were declined. */
export default async function NamesPage({ params, searchParams }: Props) {
  const { locale, member, slug, campaign } = await loadStaffCampaignPage({
    params,
    permission: "comments.moderate",
    getCampaign: getCampaignHeading,
  });
  const shelf = nameShelfInput.parse((await searchParams).shelf);
  const path = staffCampaignPath(locale, slug, "names");
  const t = await getTranslations({ locale, namespace: "staff.signatureList.names" });
  const shelves = NAME_SHELVES.map((one) => ({ shelf: one, label: t(`status.${one}`) }));
  return (
    <StaffLayout locale={locale} path={`${path}?shelf=${shelf}`} member={member}>
      <CampaignHeading locale={locale} campaign={campaign} here="comments" member={member} />
      <h2 className="mt-8 text-2xl font-medium">{t("title")}</h2>
      <p className="mt-1 max-w-measure text-soft">{t("lead")}</p>
      <ShelfLinks label={t("filter")} shelves={shelves} current={shelf} path={path} />
      <HeldNames locale={locale} campaign={campaign} shelf={shelf} />
    </StaffLayout>
  );
}
