import { date, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { articles } from "./articles";

/** The number of readers of an article on a day (UTC). Repeat visits are excluded as far as possible without storing visitors. */
export const articleViews = pgTable(
  "article_views",
  {
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    viewedOn: date("viewed_on").notNull(),
    readers: integer("readers").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.viewedOn] })],
);
