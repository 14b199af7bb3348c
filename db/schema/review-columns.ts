import { timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/**
 * The columns of a review by staff, of a comment or of a name. It waits until `approvedAt` or `declinedAt` is set; at most one of
 * them is.
 */
export const reviewColumns = () => ({
  campaignId: uuid("campaign_id")
    .notNull()
    .references(() => campaigns.id),
  /** When it was submitted for review: at the confirmation. */
  waitingSince: timestamp("waiting_since", { withTimezone: true }).notNull().defaultNow(),
  approvedAt: timestamp("approved_at", { withTimezone: true }),
  declinedAt: timestamp("declined_at", { withTimezone: true }),
  /** Who decided. No foreign key: a decision outlives the account. */
  decidedBy: uuid("decided_by"),
});
