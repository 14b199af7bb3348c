import { integer, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** A campaign's number of pending signatures, recounted regularly by the worker, because counting is slow for large campaigns. */
export const pendingFigures = pgTable("pending_figures", {
  campaignId: uuid("campaign_id")
    .primaryKey()
    .references(() => campaigns.id),
  pending: integer("pending").notNull(),
  measuredAt: timestamp("measured_at", { withTimezone: true }).notNull(),
});
