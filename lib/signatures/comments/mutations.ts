import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { commentReviews } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import type { Shelf } from "./input";

/** Puts the comment of a signature before the staff, in the transaction that confirms it. Once: asking again changes nothing. */
export async function submitComment(
  tx: Transaction,
  { signatureId, campaignId }: { signatureId: string; campaignId: string },
): Promise<void> {
  await tx.insert(commentReviews).values({ signatureId, campaignId }).onConflictDoNothing();
}

const DECISIONS: Record<Shelf, { times: Record<"approvedAt" | "declinedAt", SQL | null>; isThere: SQL }> = {
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
  asked: { campaignId: string; signatureId: string; decision: Shelf; memberId: string },
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
