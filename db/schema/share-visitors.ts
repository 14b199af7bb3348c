import { date, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/**
 * A visitor already counted: an HMAC under the salt of the day, so that each visitor counts once per link and day. Rows are
 * deleted with their salt. No foreign key: rows live for two days at most.
 */
export const shareVisitors = pgTable(
  "share_visitors",
  {
    visitedOn: date("visited_on").notNull(),
    shareLinkId: uuid("share_link_id").notNull(),
    visitor: bytea("visitor").notNull(),
  },
  (t) => [primaryKey({ columns: [t.visitedOn, t.shareLinkId, t.visitor] })],
);

/** The random secret of a day (UTC), deleted within 48 hours: after that the hashes cannot be linked to visitors. */
export const visitSalts = pgTable("visit_salts", {
  day: date("day").primaryKey(),
  salt: bytea("salt").notNull(),
});
