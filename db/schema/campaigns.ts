import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { images } from "./images";

/** Something asked of somebody, open for signatures between `opensAt` and `closesAt`. Its words live in `petition_texts`. */
export const campaigns = pgTable(
  "campaigns",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull(),
    /** The language that the petition was first written in; shown where a translation is missing. */
    locale: text("locale").notNull(),
    goal: integer("goal").notNull(),
    /** Whether the goal rises by itself once the count comes near it. */
    raisesGoal: boolean("raises_goal").notNull().default(true),
    publishedAt: timestamp("published_at", { withTimezone: true }),
    opensAt: timestamp("opens_at", { withTimezone: true }),
    closesAt: timestamp("closes_at", { withTimezone: true }),
    closedAt: timestamp("closed_at", { withTimezone: true }),
    wonAt: timestamp("won_at", { withTimezone: true }),
    /** What came of it, by language: shown once it is won or closed. */
    outcome: jsonb("outcome").$type<Partial<Record<string, string>>>(),
    /** What happens once people have signed, by language. */
    nextSteps: jsonb("next_steps").$type<Partial<Record<string, string>>>(),
    /** A picture; without one the cover is drawn from the title. */
    coverId: uuid("cover_id").references(() => images.id),
    /** What the cover shows, by language, for whoever cannot see it. */
    coverAlt: jsonb("cover_alt").$type<Partial<Record<string, string>>>(),
    /** The origins (`https://partner.example`) whose pages may frame this campaign. */
    embedOrigins: text("embed_origins").array().notNull().default([]),
    /** Out of the lists from then on; its page stays. */
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    /** The campaign that carries on where this one ended. */
    successorId: uuid("successor_id").references((): AnyPgColumn => campaigns.id),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("campaigns_slug").on(t.slug),
    // listPublishedCampaigns(): the feed, newest first.
    index("campaigns_feed").on(t.publishedAt.desc()).where(sql`${t.publishedAt} is not null`),
  ],
);
