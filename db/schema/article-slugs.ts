import { index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { articles } from "./articles";

/**
 * A former public slug of an article. It always redirects to the article (307, which browsers do not cache), and is never reused.
 */
export const articleSlugs = pgTable(
  "article_slugs",
  {
    slug: text("slug").notNull(),
    locale: text("locale").notNull(),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    leftAt: timestamp("left_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.slug, t.locale] }),
    // The former slugs of an article.
    index("article_slugs_of").on(t.articleId),
  ],
);
