import { sql } from "drizzle-orm";
import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { reviewColumns } from "./review-columns";
import { signatures } from "./signatures";

/**
 * The review of a public name, for signatures that were confirmed while their campaign held new public names: waiting, approved
 * or declined. Only approved names are public; a signature without a row was not held. The name itself is in `signatures`.
 */
export const nameReviews = pgTable(
  "name_reviews",
  {
    signatureId: uuid("signature_id")
      .primaryKey()
      .references(() => signatures.id, { onDelete: "cascade" }),
    ...reviewColumns(),
  },
  (t) => [
    // listHeldNames(): waiting, oldest first.
    index("name_reviews_waiting")
      .on(t.campaignId, t.waitingSince, t.signatureId)
      .where(sql`${t.approvedAt} is null and ${t.declinedAt} is null`),
    // listHeldNames(): declined, newest first.
    index("name_reviews_declined")
      .on(t.campaignId, t.declinedAt, t.signatureId)
      .where(sql`${t.declinedAt} is not null`),
  ],
);
