import { date, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { shareLinks } from "./share-links";

/** How often a share link was opened on a day (UTC). No visitor is stored. */
export const shareVisits = pgTable(
  "share_visits",
  {
    shareLinkId: uuid("share_link_id")
      .notNull()
      .references(() => shareLinks.id),
    visitedOn: date("visited_on").notNull(),
    visits: integer("visits").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shareLinkId, t.visitedOn] })],
);
