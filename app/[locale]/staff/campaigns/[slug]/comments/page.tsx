import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffCampaignPage } from "@/app/[locale]/staff/_loaders/load-staff-campaign-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { isId } from "@/lib/ids";
import { staffCampaignPath } from "@/lib/paths";
import { commentStatusInput } from "@/lib/signatures/comments";
import { StaffCampaignHeading } from "../_components/staff-campaign-heading";
import { CommentFilter } from "./_components/comment-filter";
import { CommentList } from "./_components/comment-list";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/comments">;

export const generateMetadata = staffPageTitle("signatureList.moderation.title");

export default async function CommentsPage({ params, searchParams }: Props) {
  const { locale, member, slug, campaign } = await loadStaffCampaignPage({
    params,
    permission: "comments.moderate",
    getCampaign: getCampaignHeading,
  });
  const query = await searchParams;
  const status = commentStatusInput.parse(query.status);
  const after = typeof query.after === "string" && isId(query.after) ? query.after : undefined;
  const path = staffCampaignPath(locale, slug, "comments");
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  return (
    <StaffLayout locale={locale} path={`${path}?status=${status}`} member={member}>
      <StaffCampaignHeading locale={locale} campaign={campaign} here="comments" member={member} />
      <h2 className="mt-8 text-2xl font-medium">{t("title")}</h2>
      <p className="mt-1 max-w-measure text-soft">
        {t("lead")} <Link href={staffCampaignPath(locale, slug, "names")}>{t("heldNames")}</Link>
      </p>
      <CommentFilter locale={locale} campaignId={campaign.id} current={status} path={path} />
      <CommentList {...{ locale, campaign, status, after }} path={path} />
    </StaffLayout>
  );
}
