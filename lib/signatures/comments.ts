import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { commentReviews, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { isId } from "@/lib/ids";
import { shownName } from "./display";

/** Puts the comment of a signature before the staff, in the transaction that confirms it. Once: asking again changes nothing. */
export async function submitComment(
  tx: Transaction,
  { signatureId, campaignId }: { signatureId: string; campaignId: string },
): Promise<void> {
  await tx.insert(commentReviews).values({ signatureId, campaignId }).onConflictDoNothing();
}

const DECISIONS: Record<
  CommentStatus,
  { times: Record<"approvedAt" | "declinedAt", SQL | null>; isThere: SQL }
> = {
  waiting: {
    times: { approvedAt: null, declinedAt: null },
    isThere: sql`${commentReviews.approvedAt} is null and ${commentReviews.declinedAt} is null`,
  },
  approved: {
    times: { approvedAt: sql`now()`, declinedAt: null },
    isThere: sql`${commentReviews.approvedAt} is not null`,
  },
  declined: {
    times: { approvedAt: null, declinedAt: sql`now()` },
    isThere: sql`${commentReviews.declinedAt} is not null`,
  },
};

/**
 * Approves or declines a comment, or puts it back before the staff. The words stay as they are. Deciding the same twice
 * changes nothing; where two decide at once, the later decision holds. The public page is the caller's to refresh.
 */
export async function decideComment(
  db: Database,
  asked: { campaignId: string; signatureId: string; decision: CommentStatus; memberId: string },
): Promise<{ outcome: "decided" | "unchanged" }> {
  const { times, isThere } = DECISIONS[asked.decision];
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(commentReviews)
      .set({ ...times, decidedBy: asked.decision === "waiting" ? null : asked.memberId })
      .where(
        and(
          eq(commentReviews.signatureId, asked.signatureId),
          eq(commentReviews.campaignId, asked.campaignId),
          sql`not (${isThere})`,
        ),
      )
      .returning({ id: commentReviews.signatureId });
    if (changed.length === 0) return { outcome: "unchanged" } as const;
    const action = asked.decision === "waiting" ? "comment.returned" : (`comment.${asked.decision}` as const);
    await recordAudit(tx, { actorId: asked.memberId, action, subject: `signature:${asked.signatureId}` });
    return { outcome: "decided" } as const;
  });
}

/** Where a comment can lie: before the staff, or decided one way or the other. */
export const COMMENT_STATUSES = ["waiting", "approved", "declined"] as const;

export type CommentStatus = (typeof COMMENT_STATUSES)[number];

/** Which shelf of comments a page shows. */
export const commentStatusInput = z.enum(COMMENT_STATUSES).catch("waiting");

/** What staff decide about a comment; back to `waiting` takes a decision back. */
export const commentDecision = z.object({
  comment: z.string().refine(isId),
  decision: z.enum(COMMENT_STATUSES),
});

const isWaiting = and(isNull(commentReviews.approvedAt), isNull(commentReviews.declinedAt));

/** What was withdrawn or set aside is nobody's to decide about, and nobody's to read. */
const stands = and(
  isNotNull(signatures.confirmedAt),
  isNull(signatures.withdrawnAt),
  isNull(signatures.quarantinedAt),
);

const { waitingSince, approvedAt, declinedAt, signatureId } = commentReviews;

const ON_SHELF = {
  waiting: { is: isWaiting, at: sql`${waitingSince}` },
  approved: { is: isNotNull(approvedAt), at: sql`${approvedAt}` },
  declined: { is: isNotNull(declinedAt), at: sql`${declinedAt}` },
} satisfies Record<CommentStatus, { is: SQL | undefined; at: SQL }>;

/**
 * The comments of a campaign on one shelf. The decided ones come the latest first, after the one with the id `after`; the
 * waiting ones the longest waiting first, so that new ones come in at the end and nothing moves while one decides.
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
  const { is, at } = ON_SHELF[shelf];
  const place = sql`(select ${at}, ${signatureId} from ${commentReviews} where ${signatureId} = ${after})`;
  const beyond =
    shelf === "waiting" ? sql`(${at}, ${signatureId}) > ${place}` : sql`(${at}, ${signatureId}) < ${place}`;
  const order = shelf === "waiting" ? [asc(at), asc(signatureId)] : [desc(at), desc(signatureId)];
  const rows = await db
    .select({
      id: signatureId,
      at: at.mapWith(waitingSince),
      comment: signatures.comment,
      name: signatures.name,
      display: signatures.display,
      country: signatures.country,
      locale: signatures.locale,
    })
    .from(commentReviews)
    .innerJoin(signatures, eq(signatures.id, signatureId))
    .where(and(eq(commentReviews.campaignId, campaignId), is, stands, after ? beyond : undefined))
    .orderBy(...order)
    .limit(limit);
  return rows.map(({ display, comment, ...row }) => ({
    ...row,
    comment: comment ?? "",
    shownAs: shownName(row.name, display),
  }));
}

export type ReviewedComment = Awaited<ReturnType<typeof listComments>>[number];

/** Beyond so many it is enough to know that there are more. */
export const MAX_COUNTED_COMMENTS = 10_000;

/** How many comments wait, up to 10,000 and one more. */
export async function countWaitingComments(db: Database, campaignId: string): Promise<number> {
  const waiting = db
    .select({ id: commentReviews.signatureId })
    .from(commentReviews)
    .where(and(eq(commentReviews.campaignId, campaignId), isWaiting))
    .orderBy(asc(waitingSince))
    .limit(MAX_COUNTED_COMMENTS + 1)
    .as("waiting");
  return db.$count(waiting);
}

/** What the public reads under a petition: approved comments alone, each named as its signer wants it, the latest approved first. */
export async function listApprovedComments(
  db: Database,
  { campaignId, limit }: { campaignId: string; limit: number },
) {
  const approved = await listComments(db, { campaignId, shelf: "approved", limit });
  return approved.map(({ id, comment, shownAs, country, locale }) => ({
    id,
    comment,
    name: shownAs,
    country,
    locale,
  }));
}
