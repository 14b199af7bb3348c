import { and, asc, desc, eq, ne, not, sql } from "drizzle-orm";
import type postgres from "postgres";
import { z } from "zod";
import type { Database } from "@/db/client";
import { commentReviews, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { isId } from "@/lib/ids";
import { isCounted } from "./is-counted";
import { displayedName } from "./name-reviews";
import { publicName } from "./public-name";
import { decisionColumns, hasReviewStatus, REVIEW_STATUSES, type ReviewStatus } from "./review-status";

/**
 * Returns the SQL that submits the comments of the signatures of `source` for review, for use in the statement that confirms them.
 * Someone who withdrew and signs again is reviewed again.
 */
export function submitCommentsFragment(tag: postgres.Sql, source: postgres.Fragment) {
  return tag`
    insert into comment_reviews (signature_id, campaign_id)
    select id, campaign_id from (${source}) source where comment <> ''
    on conflict (signature_id) do update set waiting_since = now(), approved_at = null, declined_at = null, decided_by = null`;
}

/**
 * Approves or declines a comment, or returns it to the review queue. The text of the comment stays as it is. Repeating a
 * decision changes nothing; of two concurrent decisions, the later one wins. The caller refreshes the public page.
 */
export async function decideComment(
  db: Database,
  asked: { campaignId: string; signatureId: string; decision: ReviewStatus; memberId: string },
): Promise<{ outcome: "decided" | "unchanged" }> {
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(commentReviews)
      .set(decisionColumns({ status: asked.decision, memberId: asked.memberId }))
      .where(
        and(
          eq(commentReviews.signatureId, asked.signatureId),
          eq(commentReviews.campaignId, asked.campaignId),
          not(hasReviewStatus(commentReviews, asked.decision)),
        ),
      )
      .returning({ id: commentReviews.signatureId });
    if (changed.length === 0) return { outcome: "unchanged" } as const;
    const action = asked.decision === "waiting" ? "comment.returned" : (`comment.${asked.decision}` as const);
    await recordAudit(tx, { actorId: asked.memberId, action, subject: `signature:${asked.signatureId}` });
    return { outcome: "decided" } as const;
  });
}

/** The status filter of the review page. */
export const commentStatusInput = z.enum(REVIEW_STATUSES).catch("waiting");

/** The review form: the comment and its new status. `waiting` revokes a decision. */
export const commentDecision = z.object({
  comment: z.string().refine(isId),
  decision: z.enum(REVIEW_STATUSES),
});

/** Comments of withdrawn and quarantined signatures are neither reviewed nor shown, nor is one that its signer has removed. */
const isVisible = and(isCounted, ne(signatures.comment, ""));

const { waitingSince, approvedAt, declinedAt, signatureId } = commentReviews;

/** Since when a comment has had its status. */
const SINCE = { waiting: waitingSince, approved: approvedAt, declined: declinedAt } as const;

/**
 * Lists the comments of a campaign with one status, from the cursor `after` on. Decided comments are listed newest first,
 * waiting ones oldest first, so that new comments appear at the end and the list does not shift during a review.
 */
export async function listComments(
  db: Database,
  {
    campaignId,
    status,
    after,
    limit,
  }: { campaignId: string; status: ReviewStatus; after?: string; limit: number },
) {
  const at = sql`${SINCE[status]}`;
  const cursor = sql`(select ${at}, ${signatureId} from ${commentReviews} where ${signatureId} = ${after})`;
  const isPastCursor =
    status === "waiting"
      ? sql`(${at}, ${signatureId}) > ${cursor}`
      : sql`(${at}, ${signatureId}) < ${cursor}`;
  const order = status === "waiting" ? [asc(at), asc(signatureId)] : [desc(at), desc(signatureId)];
  const rows = await db
    .select({
      id: signatureId,
      at: at.mapWith(waitingSince),
      comment: signatures.comment,
      ...displayedName,
      country: signatures.country,
      locale: signatures.locale,
    })
    .from(commentReviews)
    .innerJoin(signatures, eq(signatures.id, signatureId))
    .where(
      and(
        eq(commentReviews.campaignId, campaignId),
        hasReviewStatus(commentReviews, status),
        isVisible,
        after ? isPastCursor : undefined,
      ),
    )
    .orderBy(...order)
    .limit(limit);
  return rows.map(({ display, shownName, isHeld, comment, ...row }) => ({
    ...row,
    comment: comment ?? "",
    shownAs: publicName({ name: row.name, display, shownName, isHeld }),
  }));
}

export type ReviewedComment = Awaited<ReturnType<typeof listComments>>[number];

/** Counting stops here. */
export const MAX_COUNTED_COMMENTS = 10_000;

/** Counts the comments that `listComments` lists as waiting, up to `MAX_COUNTED_COMMENTS` + 1. */
export async function countWaitingComments(db: Database, campaignId: string): Promise<number> {
  const waiting = db
    .select({ id: commentReviews.signatureId })
    .from(commentReviews)
    .innerJoin(signatures, eq(signatures.id, signatureId))
    .where(
      and(eq(commentReviews.campaignId, campaignId), hasReviewStatus(commentReviews, "waiting"), isVisible),
    )
    .orderBy(asc(waitingSince))
    .limit(MAX_COUNTED_COMMENTS + 1)
    .as("waiting");
  return db.$count(waiting);
}

/** Lists the approved comments of a campaign, latest approval first, with the public names of their signers and without ids. */
export async function listApprovedComments(
  db: Database,
  { campaignId, limit }: { campaignId: string; limit: number },
) {
  const approved = await listComments(db, { campaignId, status: "approved", limit });
  return approved.map(({ comment, shownAs, country, locale }) => ({
    comment,
    name: shownAs,
    // Of an anonymous signer, the public sees only the comment.
    country: shownAs && country,
    locale,
  }));
}
