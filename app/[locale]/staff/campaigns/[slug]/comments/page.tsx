import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isId } from "@/lib/ids";
import { commentStatusInput } from "@/lib/signatures/comments";
import { CampaignHeading } from "../_components/campaign-heading";
import { CommentFilter } from "./_components/comment-filter";
import { CommentList } from "./_components/comment-list";

type Props = PageProps<"/[locale]/staff/campaigns/[slug]/comments">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  return { title: t("title") };
}

export default async function CommentsPage({ params, searchParams }: Props) {
  const { locale, slug } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "comments.moderate" });
  const campaign = await getCampaignHeading(db(), { slug, locale, now: new Date() });
  if (!campaign) missing(locale);
  const query = await searchParams;
  const shelf = commentStatusInput.parse(query.shelf);
  const after = typeof query.after === "string" && isId(query.after) ? query.after : undefined;
  const path = `/staff/campaigns/${slug}/comments`;
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  return (
    <StaffLayout locale={locale} path={`${path}?shelf=${shelf}`} member={member}>
      <CampaignHeading locale={locale} campaign={campaign} here="comments" member={member} />
      <h2 className="mt-8 text-2xl font-medium">{t("title")}</h2>
      <p className="mt-1 max-w-measure text-soft">{t("lead")}</p>
      <CommentFilter locale={locale} campaignId={campaign.id} here={shelf} path={`/${locale}${path}`} />
      <CommentList {...{ locale, campaign, shelf, after }} path={`/${locale}${path}`} />
    </StaffLayout>
  );
}
