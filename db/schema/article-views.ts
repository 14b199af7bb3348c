import { date, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { articles } from "./articles";

/** How many people read an article on a day (UTC), each counted once as far as that can be told without remembering anybody. No visitor is stored. */
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
