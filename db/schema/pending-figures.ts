import { integer, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** How many signatures of a campaign waited for their confirmation when the worker last counted them: that takes longer the more there are. */
export const pendingFigures = pgTable("pending_figures", {
  campaignId: uuid("campaign_id")
    .primaryKey()
    .references(() => campaigns.id),
  pending: integer("pending").notNull(),
  measuredAt: timestamp("measured_at", { withTimezone: true }).notNull(),
});
