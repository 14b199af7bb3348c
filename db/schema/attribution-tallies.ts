import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** The dimensions by which a campaign's signatures are counted. */
export const DIMENSIONS = ["callout", "link", "channel", "country", "text", "generation", "landing"] as const;

/** Stand for "none" in a primary key, which cannot contain null. */
export const NO_SUBJECT = "00000000-0000-0000-0000-000000000000";
export const NO_NAME = "";

/**
 * The confirmed signatures of a campaign by attribution, not by time: one row per dimension and value. The names of the table and of
 * its index are older than the word attribution.
 *
 * | dimension | `subjectId` | `name` |
 * |---|---|---|
 * | callout | article, or none | call-out |
 * | link | share link | none |
 * | channel | none | channel |
 * | country | none | country |
 * | text | petition text | none |
 * | generation | none | generation |
 * | landing | article to which the share link leads | `link`, or none |
 */
export const attributionTallies = pgTable(
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
    // The top values of a dimension.
    index("origin_tallies_strongest").on(t.campaignId, t.dimension, t.confirmed),
  ],
);
