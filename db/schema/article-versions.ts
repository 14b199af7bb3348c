import { integer, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { articles } from "./articles";
import { users } from "./staff";

/**
 * A saved version of an article. Append-only. The newest version without `conflictAt` is the draft. Publishing copies a version
 * to `articles`, which the public reads.
 */
export const articleVersions = pgTable(
  "article_versions",
  {
    id: uuid("id").primaryKey(),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    /** 1, 2, 3 … per article. */
    number: integer("number").notNull(),
    title: text("title").notNull(),
    dek: text("dek").notNull(),
    byline: text("byline").notNull(),
    topic: text("topic").notNull(),
    bodyMarkdown: text("body_markdown").notNull(),
    /** The slug of the campaign in the end module and the bar. No foreign key: an article may be saved before its campaign. */
    primaryCampaign: text("primary_campaign"),
    savedById: uuid("saved_by_id").references(() => users.id, { onDelete: "set null" }),
    savedAt: timestamp("saved_at", { withTimezone: true }).notNull().defaultNow(),
    /** The version that this one restored. */
    restoredFrom: integer("restored_from"),
    /** The version by another author that it was merged with. */
    mergedWith: integer("merged_with"),
    /** Set if it conflicts with a version by another author: its own author must resolve it. Never the draft. */
    conflictAt: timestamp("set_aside_at", { withTimezone: true }),
    /** The time of publication; may be in the future. */
    shownAt: timestamp("shown_at", { withTimezone: true }),
  },
  (t) => [
    // The draft of an article, its history, and the base of a merge.
    uniqueIndex("article_versions_number").on(t.articleId, t.number),
  ],
);
