import { integer, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** The hour in which a campaign first took off. At most one row for each, so staff are told once, however many workers look. */
export const campaignSurges = pgTable("campaign_surges", {
  campaignId: uuid("campaign_id")
    .primaryKey()
    .references(() => campaigns.id),
  /** Confirmed within the 60 minutes before. */
  confirmed: integer("confirmed").notNull(),
  noticedAt: timestamp("noticed_at", { withTimezone: true }).notNull(),
});
