import { integer, pgTable, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** The number of rows that a campaign's count is spread over, so that confirmations do not wait for one row's lock. */
export const COUNT_SLOTS = 32;

/** A slot of a campaign's public count. Every confirmation, withdrawal, quarantine or restore adds ±1 to a random slot; the count is their exact sum. */
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
