import { integer, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** What one minute added to a campaign's count: the last hour's chart, the rate, the forecast. Kept for two days; hours stay. */
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
