import { sql } from "drizzle-orm";
import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { reviewColumns } from "./review-columns";
import { signatures } from "./signatures";

/**
 * The review of a confirmed signature's comment: waiting, approved or declined. Only approved comments are public. The comment
 * itself is in `signatures`. A separate table, so that signatures without a comment do not maintain these indexes.
 */
export const commentReviews = pgTable(
  "comment_reviews",
  {
    signatureId: uuid("signature_id")
      .primaryKey()
      .references(() => signatures.id),
    ...reviewColumns(),
  },
  (t) => [
    // listComments(): waiting, oldest first.
    index("comment_reviews_waiting")
      .on(t.campaignId, t.waitingSince, t.signatureId)
      .where(sql`${t.approvedAt} is null and ${t.declinedAt} is null`),
    // listComments(), listApprovedComments(): approved, newest first.
    index("comment_reviews_approved")
      .on(t.campaignId, t.approvedAt, t.signatureId)
      .where(sql`${t.approvedAt} is not null`),
    // listComments(): declined, newest first.
    index("comment_reviews_declined")
      .on(t.campaignId, t.declinedAt, t.signatureId)
      .where(sql`${t.declinedAt} is not null`),
  ],
);
