import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import {
  COMMENT_STATUSES,
  type CommentStatus,
  countWaitingComments,
  MAX_COUNTED_COMMENTS,
} from "@/lib/signatures/comments";

type CommentFilterProps = { locale: Locale; campaignId: string; current: CommentStatus; path: string };

/** Links to the waiting, approved and declined comments, with the number waiting. */
export async function CommentFilter({ locale, campaignId, current, path }: CommentFilterProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  const format = await getFormatter({ locale });
  const waiting = await countWaitingComments(db(), campaignId);
  const many = `${format.number(Math.min(waiting, MAX_COUNTED_COMMENTS))}${waiting > MAX_COUNTED_COMMENTS ? "+" : ""}`;
  return (
    <nav aria-label={t("filter")} className="mt-5">
      <ul className="flex flex-wrap gap-2">
        {COMMENT_STATUSES.map((shelf) => (
          <li key={shelf}>
            <Link
              href={`${path}?shelf=${shelf}`}
              aria-current={shelf === current ? "page" : undefined}
              className="inline-flex min-h-9 items-center gap-2 rounded border border-rule px-3 text-sm no-underline hover:border-ink aria-[current]:border-ink aria-[current]:font-semibold"
            >
              {t(`status.${shelf}`)}
              {shelf === "waiting" && <span className="numerals font-serif text-base">{many}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
