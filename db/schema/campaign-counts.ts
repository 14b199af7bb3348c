import { integer, pgTable, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** How many rows one campaign's count is spread over, so that confirmations do not queue for one row's lock. */
export const COUNT_SLOTS = 32;

/** The exact public count, in slots: whoever confirms, withdraws, quarantines or restores adds ±1 to a random one. The count is their sum. */
export const campaignCounts = pgTable(
  "campaign_counts",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    slot: smallint("slot").notNull(),
    confirmed: integer("confirmed").notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.slot] })],
);
