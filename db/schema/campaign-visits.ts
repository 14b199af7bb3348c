import { date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { NO_NAME } from "./attribution-tallies";
import { campaigns } from "./campaigns";

/** The visits through all share links of a campaign by day (UTC) and channel. Avoids summing `share_visits` over all links. */
export const campaignVisits = pgTable(
  "campaign_visits",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    visitedOn: date("visited_on").notNull(),
    channel: text("channel").notNull().default(NO_NAME),
    visits: integer("visits").notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.visitedOn, t.channel] })],
);
