import { date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { NO_NAME } from "./attribution-tallies";
import { shareLinks } from "./share-links";

/** The visits through a share link on a day (UTC), by channel. Contains no visitors. */
export const shareVisits = pgTable(
  "share_visits",
  {
    shareLinkId: uuid("share_link_id")
      .notNull()
      .references(() => shareLinks.id),
    visitedOn: date("visited_on").notNull(),
    channel: text("channel").notNull().default(NO_NAME),
    visits: integer("visits").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shareLinkId, t.visitedOn, t.channel] })],
);
