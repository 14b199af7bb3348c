import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** By what a campaign's signatures are told apart. */
export const DIMENSIONS = ["callout", "link", "channel", "country", "text", "generation", "landing"] as const;

/** Stand for "none" in a key, where SQL's null would equal nothing. */
export const NO_SUBJECT = "00000000-0000-0000-0000-000000000000";
export const NO_NAME = "";

/**
 * How many confirmed signatures each origin brought a campaign, one dimension at a time and without the hour, so that
 * there are as many rows as origins. `subjectId` is the article of a call-out, the share link, the petition text or the
 * article to which the share link led; `name` is the call-out, the channel, the country, the number of share links that
 * led to the signature one through the other, or "link" for whatever a share link landed somewhere.
 */
export const originTallies = pgTable(
  "origin_tallies",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    dimension: text("dimension", { enum: DIMENSIONS }).notNull(),
    subjectId: uuid("subject_id").notNull().default(NO_SUBJECT),
    name: text("name").notNull().default(NO_NAME),
    confirmed: integer("confirmed").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.campaignId, t.dimension, t.subjectId, t.name] }),
    // listOrigins(): the strongest of a dimension.
    index("origin_tallies_strongest").on(t.campaignId, t.dimension, t.confirmed),
  ],
);
