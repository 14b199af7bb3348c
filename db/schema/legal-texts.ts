import { boolean, integer, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";

/** The legal pages. Each has a text in every language. */
export const LEGAL_PAGES = ["privacy", "imprint", "accessibility", "contact", "about"] as const;

/**
 * A version of a legal page in one language, in Markdown with placeholders such as `{organisation}`. Append-only: an edit is a new
 * version, and the newest is shown. A page without a version shows the sample text in `lib/legal`.
 */
export const legalTexts = pgTable(
  "legal_texts",
  {
    id: uuid("id").primaryKey(),
    page: text("page", { enum: LEGAL_PAGES }).notNull(),
    locale: text("locale").notNull(),
    /** 1, 2, 3 … */
    version: integer("version").notNull(),
    body: text("body").notNull(),
    /** Whether an owner has confirmed the text. Until then the page says that it is a sample. */
    isConfirmed: boolean("is_confirmed").notNull(),
    publishedAt: timestamp("published_at", { withTimezone: true }).notNull(),
    /** The member of staff. No foreign key: a version outlives the account. */
    publishedById: uuid("published_by_id").notNull(),
  },
  // listCurrentTexts(): the newest version of each page. Of two owners who save at once, one is refused.
  (t) => [uniqueIndex("legal_texts_one_version").on(t.page, t.locale, t.version)],
);
