import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type postgres from "postgres";
import { z } from "zod";
import type { Database } from "@/db/client";
import { commentReviews, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { isId } from "@/lib/ids";
import { publicName } from "./display";
import { displayedName } from "./name-reviews";

/** Returns the SQL that submits the comments of the signatures of `source` for review, for use in the statement that confirms them. */
export function submitCommentsFragment(tag: postgres.Sql, source: postgres.Fragment) {
  return tag`
    insert into comment_reviews (signature_id, campaign_id)
    select id, campaign_id from (${source}) source where comment <> ''
    on conflict do nothing`;
}

const DECISIONS: Record<
  CommentStatus,
  { times: Record<"approvedAt" | "declinedAt", SQL | null>; isAlready: SQL }
> = {
  waiting: {
    times: { approvedAt: null, declinedAt: null },
    isAlready: sql`${commentReviews.approvedAt} is null and ${commentReviews.declinedAt} is null`,
  },
  approved: {
    times: { approvedAt: sql`now()`, declinedAt: null },
    isAlready: sql`${commentReviews.approvedAt} is not null`,
  },
  declined: {
    times: { approvedAt: null, declinedAt: sql`now()` },
    isAlready: sql`${commentReviews.declinedAt} is not null`,
  },
};

/**
 * Approves or declines a comment, or returns it to the review queue. The text of the comment stays as it is. Repeating a
 * decision changes nothing; of two concurrent decisions, the later one wins. The caller refreshes the public page.
 */
export async function decideComment(
  db: Database,
  asked: { campaignId: string; signatureId: string; decision: CommentStatus; memberId: string },
): Promise<{ outcome: "decided" | "unchanged" }> {
  const { times, isAlready } = DECISIONS[asked.decision];
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(commentReviews)
      .set({ ...times, decidedBy: asked.decision === "waiting" ? null : asked.memberId })
      .where(
        and(
          eq(commentReviews.signatureId, asked.signatureId),
          eq(commentReviews.campaignId, asked.campaignId),
          sql`not (${isAlready})`,
        ),
      )
      .returning({ id: commentReviews.signatureId });
    if (changed.length === 0) return { outcome: "unchanged" } as const;
    const action = asked.decision === "waiting" ? "comment.returned" : (`comment.${asked.decision}` as const);
    await recordAudit(tx, { actorId: asked.memberId, action, subject: `signature:${asked.signatureId}` });
    return { outcome: "decided" } as const;
  });
}

/** The review status of a comment. */
export const COMMENT_STATUSES = ["waiting", "approved", "declined"] as const;

export type CommentStatus = (typeof COMMENT_STATUSES)[number];

/** The status filter of the review page. */
export const commentStatusInput = z.enum(COMMENT_STATUSES).catch("waiting");

/** The review form: the comment and its new status. `waiting` revokes a decision. */
export const commentDecision = z.object({
  comment: z.string().refine(isId),
  decision: z.enum(COMMENT_STATUSES),
});

const isWaiting = and(isNull(commentReviews.approvedAt), isNull(commentReviews.declinedAt));

/** Comments of withdrawn and quarantined signatures are neither reviewed nor shown. */
const isVisible = and(
  isNotNull(signatures.confirmedAt),
  isNull(signatures.withdrawnAt),
  isNull(signatures.quarantinedAt),
);

const { waitingSince, approvedAt, declinedAt, signatureId } = commentReviews;

const BY_STATUS = {
  waiting: { is: isWaiting, at: sql`${waitingSince}` },
  approved: { is: isNotNull(approvedAt), at: sql`${approvedAt}` },
  declined: { is: isNotNull(declinedAt), at: sql`${declinedAt}` },
} satisfies Record<CommentStatus, { is: SQL | undefined; at: SQL }>;

/**
 * Lists the comments of a campaign with one status, from the cursor `after` on. Decided comments are listed newest first,
 * waiting ones oldest first, so that new comments appear at the end and the list does not shift during a review.
 */
export async function listComments(
  db: Database,
  {
    campaignId,
    shelf,
    after,
    limit,
  }: { campaignId: string; shelf: CommentStatus; after?: string; limit: number },
) {
  const { is, at } = BY_STATUS[shelf];
  const cursor = sql`(select ${at}, ${signatureId} from ${commentReviews} where ${signatureId} = ${after})`;
  const isPastCursor =
    shelf === "waiting" ? sql`(${at}, ${signatureId}) > ${cursor}` : sql`(${at}, ${signatureId}) < ${cursor}`;
  const order = shelf === "waiting" ? [asc(at), asc(signatureId)] : [desc(at), desc(signatureId)];
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
    .where(and(eq(commentReviews.campaignId, campaignId), is, isVisible, after ? isPastCursor : undefined))
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
    .where(and(eq(commentReviews.campaignId, campaignId), isWaiting, isVisible))
    .orderBy(asc(waitingSince))
    .limit(MAX_COUNTED_COMMENTS + 1)
    .as("waiting");
  return db.$count(waiting);
}

/** Lists the approved comments of a campaign, latest approval first, with names as their signers allow and without ids. */
export async function listApprovedComments(
  db: Database,
  { campaignId, limit }: { campaignId: string; limit: number },
) {
  const approved = await listComments(db, { campaignId, shelf: "approved", limit });
  return approved.map(({ comment, shownAs, country, locale }) => ({
    comment,
    name: shownAs,
    country,
    locale,
  }));
}
