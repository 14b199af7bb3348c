import { integer, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** What one hour (UTC) added to a campaign's count: what charts read instead of `signatures`. Less than nothing where more withdrew. */
export const hourTallies = pgTable(
  "hour_tallies",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    hour: timestamp("hour", { withTimezone: true }).notNull(),
    confirmed: integer("confirmed").notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.hour] })],
);
