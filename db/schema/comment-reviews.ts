import { sql } from "drizzle-orm";
import { index, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";
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
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    /** When it was submitted for review: at the confirmation. */
    waitingSince: timestamp("waiting_since", { withTimezone: true }).notNull().defaultNow(),
    approvedAt: timestamp("approved_at", { withTimezone: true }),
    declinedAt: timestamp("declined_at", { withTimezone: true }),
    /** Who decided. No foreign key: a decision outlives the account. */
    decidedBy: uuid("decided_by"),
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
