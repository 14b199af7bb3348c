import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";

/** One article in one language. Translations share a slug. The public sees it from `publishedAt` on. */
export const articles = pgTable(
  "articles",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull(),
    locale: text("locale").notNull(),
    title: text("title").notNull(),
    dek: text("dek").notNull(),
    bodyMarkdown: text("body_markdown").notNull(),
    byline: text("byline").notNull(),
    topic: text("topic").notNull(),
    readingMinutes: integer("reading_minutes").notNull(),
    publishedAt: timestamp("published_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("articles_one_per_slug_and_locale").on(t.slug, t.locale),
    // listPublishedArticles(locale): the feed, newest first.
    index("articles_feed").on(t.locale, t.publishedAt.desc()).where(sql`${t.publishedAt} is not null`),
  ],
);
