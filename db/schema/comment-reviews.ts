import { sql } from "drizzle-orm";
import { index, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";
import { signatures } from "./signatures";

/**
 * The comment of a confirmed signature before the staff: it waits until somebody approves or declines it, and is public only
 * while it is approved. The words stay the signer's, in `signatures`. A table of its own, so that only those who comment
 * pay for its indexes.
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
    /** When it came before the staff: at the confirmation. */
    waitingSince: timestamp("waiting_since", { withTimezone: true }).notNull().defaultNow(),
    approvedAt: timestamp("approved_at", { withTimezone: true }),
    declinedAt: timestamp("declined_at", { withTimezone: true }),
    /** Who decided. No foreign key: a decision outlives the account. */
    decidedBy: uuid("decided_by"),
  },
  (t) => [
    // listComments(): the waiting, oldest first …
    index("comment_reviews_waiting")
      .on(t.campaignId, t.waitingSince, t.signatureId)
      .where(sql`${t.approvedAt} is null and ${t.declinedAt} is null`),
    // … the approved, for the public too, newest first …
    index("comment_reviews_approved")
      .on(t.campaignId, t.approvedAt, t.signatureId)
      .where(sql`${t.approvedAt} is not null`),
    // … and the declined.
    index("comment_reviews_declined")
      .on(t.campaignId, t.declinedAt, t.signatureId)
      .where(sql`${t.declinedAt} is not null`),
  ],
);
