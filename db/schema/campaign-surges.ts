import { integer, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** The first surge of a campaign. At most one row each, so that staff are notified once, even with several workers. */
export const campaignSurges = pgTable("campaign_surges", {
  campaignId: uuid("campaign_id")
    .primaryKey()
    .references(() => campaigns.id),
  /** Signatures confirmed in the preceding 60 minutes. */
  confirmed: integer("confirmed").notNull(),
  noticedAt: timestamp("noticed_at", { withTimezone: true }).notNull(),
});
