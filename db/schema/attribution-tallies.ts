import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** The dimensions by which a campaign's signatures are counted. */
export const DIMENSIONS = ["callout", "link", "channel", "country", "text", "generation", "landing"] as const;

/** Stand for "none" in a primary key, which cannot contain null. */
export const NO_SUBJECT = "00000000-0000-0000-0000-000000000000";
export const NO_NAME = "";

/**
 * The confirmed signatures of a campaign by attribution: one row per dimension and value, not by time. `subjectId` is the
 * article of a call-out, the share link, the petition text, or the article on which a share link landed. `name` is the call-out,
 * the channel, the country, the generation, or "link" for the landing dimension.
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
