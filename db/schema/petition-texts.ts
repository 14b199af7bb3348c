import { sql } from "drizzle-orm";
import { index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/**
 * A petition text in one language. A published text never changes (a trigger rejects updates by any role): an edit is a new
 * row, a draft until it is published. Each signature references the row that was signed. `sha256` covers title, target,
 * summary and ask.
 */
export const petitionTexts = pgTable(
  "petition_texts",
  {
    id: uuid("id").primaryKey(),
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    locale: text("locale").notNull(),
    title: text("title").notNull(),
    /** The addressee. */
    target: text("target").notNull(),
    summary: text("summary").notNull(),
    /** The demand, in Markdown without directives. */
    ask: text("ask").notNull(),
    sha256: text("sha256").notNull(),
    publishedAt: timestamp("published_at", { withTimezone: true }),
    /** The member of staff. No foreign key: this row must not change, even if they are deleted. */
    publishedById: uuid("published_by_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    // The current text of a campaign in a language: the newest published one.
    index("petition_texts_current")
      .on(t.campaignId, t.locale, t.publishedAt.desc())
      .where(sql`${t.publishedAt} is not null`),
    // One draft per language, also under concurrent inserts.
    uniqueIndex("petition_texts_one_draft").on(t.campaignId, t.locale).where(sql`${t.publishedAt} is null`),
  ],
);
