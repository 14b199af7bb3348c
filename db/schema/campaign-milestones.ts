import { integer, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** When a campaign reached a milestone: 100, 250, 500, 1,000 … confirmed signatures. */
export const campaignMilestones = pgTable(
  "campaign_milestones",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    signatures: integer("signatures").notNull(),
    reachedAt: timestamp("reached_at", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.signatures] })],
);
