import { getFormatter, getTranslations } from "next-intl/server";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import {
  COMMENT_STATUSES,
  type CommentStatus,
  countWaitingComments,
  MAX_COUNTED_COMMENTS,
} from "@/lib/signatures/comments";
import { ShelfLinks } from "../../_components/shelf-links";

type CommentFilterProps = { locale: Locale; campaignId: string; current: CommentStatus; path: string };

/** Links to the waiting, approved and declined comments, with the number waiting. */
export async function CommentFilter({ locale, campaignId, current, path }: CommentFilterProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  const format = await getFormatter({ locale });
  const waiting = await countWaitingComments(db(), campaignId);
  const many = `${format.number(Math.min(waiting, MAX_COUNTED_COMMENTS))}${waiting > MAX_COUNTED_COMMENTS ? "+" : ""}`;
  const shelves = COMMENT_STATUSES.map((shelf) => ({
    shelf,
    label: (
      <>
        {t(`status.${shelf}`)}
        {shelf === "waiting" && <span className="numerals font-serif text-base">{many}</span>}
      </>
    ),
  }));
  return <ShelfLinks label={t("filter")} shelves={shelves} current={current} path={path} />;
}
