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

/** How many days after delivery names, and comments, are deleted. Null: never. Missing: as the site's setting says. */
export type CampaignRetention = { confirmedDays?: number | null; commentDays?: number | null };

/** A petition, open for signatures between `opensAt` and `closesAt`. Its texts are in `petition_texts`. */
export const campaigns = pgTable(
  "campaigns",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull(),
    /** The original language; shown where a translation is missing. */
    locale: text("locale").notNull(),
    goal: integer("goal").notNull(),
    /** Whether the goal is raised automatically when the count comes close to it. */
    raisesGoal: boolean("raises_goal").notNull().default(true),
    publishedAt: timestamp("published_at", { withTimezone: true }),
    opensAt: timestamp("opens_at", { withTimezone: true }),
    closesAt: timestamp("closes_at", { withTimezone: true }),
    closedAt: timestamp("closed_at", { withTimezone: true }),
    wonAt: timestamp("won_at", { withTimezone: true }),
    /** The outcome, by language: shown once the campaign is won or closed. */
    outcome: jsonb("outcome").$type<Partial<Record<string, string>>>(),
    /** The next steps after signing, by language. */
    nextSteps: jsonb("next_steps").$type<Partial<Record<string, string>>>(),
    /** The cover picture; null for a cover drawn from the title. */
    coverId: uuid("cover_id").references(() => images.id),
    /** The alt text of the cover, by language. */
    coverAlt: jsonb("cover_alt").$type<Partial<Record<string, string>>>(),
    /** The origins (`https://partner.example`) whose pages may embed this campaign. */
    embedOrigins: text("embed_origins").array().notNull().default([]),
    /** Whether public names of new signatures wait for review by staff. */
    reviewsNames: boolean("reviews_names").notNull().default(false),
    /** Whether signers get a mail with their receipt after confirming. */
    thanksMail: boolean("thanks_mail").notNull().default(true),
    /** When the signatures were handed over to the target. Their retention is counted from then. */
    deliveredAt: timestamp("delivered_at", { withTimezone: true }),
    /** How long its data are kept, in days, where that differs from the site's setting. */
    retention: jsonb("retention").$type<CampaignRetention>(),
    /** Hidden from lists from then on; the page stays. */
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    /** The campaign that replaced this one. */
    successorId: uuid("successor_id").references((): AnyPgColumn => campaigns.id),
    /** When `successorId` was set. */
    replacedAt: timestamp("replaced_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("campaigns_slug").on(t.slug),
    // listPublishedCampaigns(): the feed, newest first.
    index("campaigns_feed").on(t.publishedAt.desc()).where(sql`${t.publishedAt} is not null`),
  ],
);
