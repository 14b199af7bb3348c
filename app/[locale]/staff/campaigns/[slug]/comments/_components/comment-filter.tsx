import { getFormatter, getTranslations } from "next-intl/server";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { countWaitingComments, MAX_COUNTED_COMMENTS } from "@/lib/signatures/comments";
import { REVIEW_STATUSES, type ReviewStatus } from "@/lib/signatures/review-status";
import { StatusLinks } from "../../_components/status-links";

type CommentFilterProps = { locale: Locale; campaignId: string; current: ReviewStatus; path: string };

/** Links to the waiting, approved and declined comments, with the number waiting. */
export async function CommentFilter({ locale, campaignId, current, path }: CommentFilterProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  const format = await getFormatter({ locale });
  const waiting = await countWaitingComments(db(), campaignId);
  const many = `${format.number(Math.min(waiting, MAX_COUNTED_COMMENTS))}${waiting > MAX_COUNTED_COMMENTS ? "+" : ""}`;
  const statuses = REVIEW_STATUSES.map((status) => ({
    status,
    label: (
      <>
        {t(`status.${status}`)}
        {status === "waiting" && <span className="numerals font-serif text-base">{many}</span>}
      </>
    ),
  }));
  return <StatusLinks label={t("filter")} statuses={statuses} current={current} path={path} />;
}
