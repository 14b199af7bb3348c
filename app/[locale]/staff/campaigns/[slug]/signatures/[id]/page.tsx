import { getTranslations } from "next-intl/server";
import { redirectToNotFound } from "@/app/_http/not-found";
import { BackLink } from "@/app/[locale]/staff/_components/back-link";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { isId } from "@/lib/ids";
import { staffCampaignPath } from "@/lib/paths";
import { getSignatureDetail, recordDetailRead } from "@/lib/signatures/detail";
import { StaffCampaignHeading } from "../../_components/staff-campaign-heading";
import { Attribution } from "./_components/attribution";
import { Consents } from "./_components/consents";
import { Person } from "./_components/person";
import { QuarantineForm } from "./_components/quarantine-form";
import { Referrals } from "./_components/referrals";
import { SignedText } from "./_components/signed-text";
import { Timeline } from "./_components/timeline";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/signatures/[id]">;

export const generateMetadata = staffPageTitle("signatureList.detail.title");

export default async function SignaturePage({ params }: Props) {
  const { locale, member, slug, campaign } = await loadStaffCampaignPage({
    params,
    permission: "signatures.read",
    getCampaign: getCampaignHeading,
  });
  const { id } = await params;
  const signature = isId(id)
    ? await getSignatureDetail(db(), { campaignId: campaign.id, signatureId: id })
    : null;
  if (!signature) redirectToNotFound(locale);
  await recordDetailRead(db(), { signatureId: id, memberId: member.id });
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const list = staffCampaignPath(locale, slug, "signatures");
  const detail = { locale, signature, campaign };
  return (
    <StaffLayout locale={locale} path={`${list}/${id}`} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="signatures" member={member} />
      <BackLink className="mt-6" href={list}>
        {t("detail.back")}
      </BackLink>
      <p className="kicker mt-4">{t(`state.${signature.state}`)}</p>
      <h2 className="mt-1 text-3xl font-medium break-words" dir="auto">
        {signature.name}
      </h2>
      <div className="mt-6 grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-10">
          <Timeline {...detail} />
          <SignedText {...detail} />
          <Referrals {...detail} />
        </div>
        <div className="grid gap-10">
          <Person {...detail} />
          <Attribution {...detail} />
          <Consents {...detail} />
          <QuarantineForm {...detail} />
        </div>
      </div>
      <p className="mt-12 text-sm text-soft">{t("detail.logged")}</p>
    </StaffLayout>
  );
}
