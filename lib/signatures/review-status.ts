import { type SQL, sql } from "drizzle-orm";
import type { commentReviews, nameReviews } from "@/db/schema";

/** The status of a review by staff. */
export const REVIEW_STATUSES = ["waiting", "approved", "declined"] as const;

export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/** Returns the condition for reviews with a status. */
export function hasReviewStatus(
  { approvedAt, declinedAt }: typeof commentReviews | typeof nameReviews,
  status: ReviewStatus,
): SQL {
  if (status === "approved") return sql`${approvedAt} is not null`;
  if (status === "declined") return sql`${declinedAt} is not null`;
  return sql`(${approvedAt} is null and ${declinedAt} is null)`;
}

/** Returns the columns that a decision sets. `waiting` revokes a decision. */
export function decisionColumns({ status, memberId }: { status: ReviewStatus; memberId: string }) {
  return {
    approvedAt: status === "approved" ? sql`now()` : null,
    declinedAt: status === "declined" ? sql`now()` : null,
    decidedBy: status === "waiting" ? null : memberId,
  };
}
