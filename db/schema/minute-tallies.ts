import { integer, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** The change of a campaign's count in one minute, for the chart of the last hour, the rate and the forecast. Purged after two days. */
export const minuteTallies = pgTable(
  "minute_tallies",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    minute: timestamp("minute", { withTimezone: true }).notNull(),
    confirmed: integer("confirmed").notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.minute] })],
);
