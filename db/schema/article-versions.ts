import { integer, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { articles } from "./articles";
import { users } from "./staff";

/**
 * The words of an article as somebody saved them: appended to, never rewritten. The newest one that is not set aside
 * is the draft; what the public reads stands in `articles`, taken from a version when it is published.
 */
export const articleVersions = pgTable(
  "article_versions",
  {
    id: uuid("id").primaryKey(),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    /** 1, 2, 3 … in its article. */
    number: integer("number").notNull(),
    title: text("title").notNull(),
    dek: text("dek").notNull(),
    byline: text("byline").notNull(),
    topic: text("topic").notNull(),
    bodyMarkdown: text("body_markdown").notNull(),
    /** The slug of the campaign in the end module and the bar. No foreign key: articles come before campaigns. */
    primaryCampaign: text("primary_campaign"),
    savedById: uuid("saved_by_id").references(() => users.id, { onDelete: "set null" }),
    savedAt: timestamp("saved_at", { withTimezone: true }).notNull().defaultNow(),
    /** The version whose words it took up again. */
    restoredFrom: integer("restored_from"),
    /** The version of somebody else that it was merged with. */
    mergedWith: integer("merged_with"),
    /** It overlapped with what somebody else had saved, and waits for its writer to decide. Never the draft. */
    setAsideAt: timestamp("set_aside_at", { withTimezone: true }),
    /** When the public began to read it, or will. */
    shownAt: timestamp("shown_at", { withTimezone: true }),
  },
  (t) => [
    // The draft of an article, its history, and the base of a merge.
    uniqueIndex("article_versions_number").on(t.articleId, t.number),
  ],
);
