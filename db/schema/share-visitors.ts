import { date, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/**
 * Who has been counted already: a visitor's HMAC under the salt of the day, so that each counts once per link and day.
 * Rows go with their salt. No foreign key: they live for two days at most.
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

/** The secret of a day (UTC), drawn at random and destroyed within 48 hours: after that no hash can be told from any other. */
export const visitSalts = pgTable("visit_salts", {
  day: date("day").primaryKey(),
  salt: bytea("salt").notNull(),
});
