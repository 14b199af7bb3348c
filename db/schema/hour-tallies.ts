import { integer, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** The change of a campaign's count in one hour (UTC), for charts. Negative if withdrawals exceed confirmations. */
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
