import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { db } from "@/lib/database";
import { staffCampaignPath } from "@/lib/paths";
import { countSignersByText } from "@/lib/reporting/count-signers-by-text";
import { ActionForm } from "../../../../_components/action-form";
import { publishDrafts } from "../_petition-text/actions";
import { TextComparison } from "./text-comparison";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/edit/review">;

export const generateMetadata = staffPageTitle("campaignEditor.review.title");

/** Compares the published petition text with the drafts before they are published. */
export default async function ReviewPage({ params }: Props) {
  const { locale, member, slug, campaign } = await loadStaffCampaignPage({
    params,
    permission: "campaigns.write",
    getCampaign: getCampaignToEdit,
  });
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "staff.campaignEditor.review" }),
    getFormatter({ locale }),
  ]);
  const drafts = campaign.versions.filter(({ publishedAt }) => publishedAt === null);
  const signers = await countSignersByText(db(), campaign.id);
  const signed = [...signers.values()].reduce((sum, count) => sum + count, 0);
  const seen = JSON.stringify(drafts.map(({ locale: language, sha256 }) => ({ locale: language, sha256 })));
  return (
    <StaffLayout locale={locale} path={staffCampaignPath(locale, slug, "edit/review")} member={member}>
      <p className="kicker" dir="auto">
        {campaign.title}
      </p>
      <h1 className="mt-1 text-3xl font-medium tracking-tight sm:text-4xl">{t("title")}</h1>
      <p className="mt-3 max-w-measure text-soft">
        {drafts.length > 0 ? t("lead", { count: signed, number: format.number(signed) }) : t("nothing")}
      </p>
      {drafts.map((draft) => (
        <TextComparison key={draft.id} campaign={campaign} draft={draft} signers={signers} locale={locale} />
      ))}
      {drafts.length > 0 && campaign.status !== "draft" && (
        <ActionForm action={publishDrafts} submit={t("publish")} className="mt-8">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="slug" value={slug} />
          <input type="hidden" name="seen" value={seen} />
          <p className="max-w-measure text-sm text-soft">{t("forGood")}</p>
        </ActionForm>
      )}
      <p className="mt-6">
        <Link href={staffCampaignPath(locale, slug, "edit")}>{t("back")}</Link>
      </p>
    </StaffLayout>
  );
}
