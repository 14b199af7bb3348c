import { sql } from "drizzle-orm";
import { index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/**
 * The exact words of a petition in one language. A published text never changes (a trigger refuses it, whoever asks): an
 * edit is a new row, a draft until it is published, and every signature points to the row that was signed. `sha256`
 * covers title, target, summary and ask.
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
    /** Who is asked. */
    target: text("target").notNull(),
    summary: text("summary").notNull(),
    /** What the target is asked to do, in Markdown without directives. */
    ask: text("ask").notNull(),
    sha256: text("sha256").notNull(),
    publishedAt: timestamp("published_at", { withTimezone: true }),
    /** Who of the staff published it. No foreign key: nothing in this row may change, even when they leave. */
    publishedById: uuid("published_by_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    // The current text of a campaign in a language: the newest published one.
    index("petition_texts_current")
      .on(t.campaignId, t.locale, t.publishedAt.desc())
      .where(sql`${t.publishedAt} is not null`),
    // One draft per language, however many people begin one at the same moment.
    uniqueIndex("petition_texts_one_draft").on(t.campaignId, t.locale).where(sql`${t.publishedAt} is null`),
  ],
);
