import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";
import type { consents } from "./consents";

/** The wording of each purpose. A purpose that is missing keeps the wording of the site, or that of the program. */
export type ConsentTexts = Partial<Record<(typeof consents.$inferSelect)["purpose"], string>>;

/**
 * A version of what the sign form says beside its fields, in one language: of the whole site, or of one campaign. A row never
 * changes (a trigger rejects it): an edit is a new row. The form sends the id of the wording that it showed, and each consent keeps
 * that wording.
 */
export const consentWordings = pgTable(
  "consent_wordings",
  {
    id: uuid("id").primaryKey(),
    /** Null: of the whole site. */
    campaignId: uuid("campaign_id").references(() => campaigns.id),
    locale: text("locale").notNull(),
    /** 1, 2, 3 … */
    version: integer("version").notNull(),
    texts: jsonb("texts").$type<ConsentTexts>().notNull(),
    publishedAt: timestamp("published_at", { withTimezone: true }).notNull(),
    /** The member of staff. No foreign key: a version outlives the account. */
    publishedById: uuid("published_by_id").notNull(),
  },
  (t) => [
    // currentWording(): the newest version. Of two people who save at once, one is refused.
    uniqueIndex("consent_wordings_of_campaign").on(t.campaignId, t.locale, t.version),
    uniqueIndex("consent_wordings_of_site").on(t.locale, t.version).where(sql`${t.campaignId} is null`),
  ],
);
