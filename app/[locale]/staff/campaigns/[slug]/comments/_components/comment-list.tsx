import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { countryName } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import { listComments, type ReviewedComment } from "@/lib/signatures/comments";
import type { ReviewStatus } from "@/lib/signatures/review-status";
import { CommentQueue } from "./comment-queue";
import type { QueuedComment, QueueTexts } from "./queue-types";

const PAGE_SIZE = 25;

type CommentListProps = {
  locale: Locale;
  campaign: { id: string; slug: string };
  status: ReviewStatus;
  after?: string;
  path: string;
};

/** The comments with one status, or a note that there are none. */
export async function CommentList({ locale, campaign, status, after, path }: CommentListProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  const comments = await listComments(db(), { campaignId: campaign.id, status, after, limit: PAGE_SIZE + 1 });
  const shown = comments.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return (
    <>
      <CommentQueue
        key={status} // resets the queue when the filter changes
        locale={locale}
        slug={campaign.slug}
        status={status}
        comments={
          await Promise.all(shown.map((comment) => asQueued(comment, { locale, slug: campaign.slug })))
        }
        texts={await queueTexts(locale)}
      >
        <div className="slip mt-6 max-w-measure p-6">
          <h3 className="text-xl font-medium">{t(`empty.${status}`)}</h3>
          <p className="mt-2 text-soft">{t(`empty.${status}Lead`)}</p>
        </div>
      </CommentQueue>
      {status !== "waiting" && comments.length > PAGE_SIZE && last && (
        <Link
          className="button button-quiet mt-6"
          prefetch={false}
          href={`${path}?status=${status}&after=${last.id}`}
        >
          {t("older")} ›
        </Link>
      )}
    </>
  );
}

type Target = { locale: Locale; slug: string };

async function asQueued(comment: ReviewedComment, { locale, slug }: Target): Promise<QueuedComment> {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  return {
    id: comment.id,
    text: comment.comment,
    language: comment.locale,
    name: comment.name,
    shownAs: comment.shownAs ? t("shownAs", { name: comment.shownAs }) : t("anonymously"),
    country: comment.country && countryName(comment.country, locale),
    at: comment.at.toISOString(),
    signaturePath: staffCampaignPath(locale, slug, `signatures/${comment.id}`),
  };
}

async function queueTexts(locale: Locale): Promise<QueueTexts> {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  return {
    queue: t("queue"),
    approve: t("approve"),
    decline: t("decline"),
    back: t("return"),
    undo: t("undo"),
    keysOn: t("keysOn"),
    keys: { a: t("keyApprove"), d: t("keyDecline"), "j k ↓ ↑": t("keyMove"), u: t("keyUndo") },
  };
}
