import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { staffCampaignPath } from "@/lib/paths";
import { HELD_NAME_STATUSES, heldNameStatusInput } from "@/lib/signatures/name-reviews";
import { StaffCampaignHeading } from "../_components/staff-campaign-heading";
import { StatusLinks } from "../_components/status-links";
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
  const status = heldNameStatusInput.parse((await searchParams).status);
  const path = staffCampaignPath(locale, slug, "names");
  const t = await getTranslations({ locale, namespace: "staff.signatureList.names" });
  const statuses = HELD_NAME_STATUSES.map((one) => ({ status: one, label: t(`status.${one}`) }));
  return (
    <StaffLayout locale={locale} path={`${path}?status=${status}`} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="comments" member={member} />
      <h2 className="mt-8 text-2xl font-medium">{t("title")}</h2>
      <p className="mt-1 max-w-measure text-soft">{t("lead")}</p>
      <StatusLinks label={t("filter")} statuses={statuses} current={status} path={path} />
      <HeldNames locale={locale} campaign={campaign} status={status} />
    </StaffLayout>
  );
}
