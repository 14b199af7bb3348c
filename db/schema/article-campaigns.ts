import { boolean, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { articles } from "./articles";
import { campaigns } from "./campaigns";

/** A campaign in an article, derived from its call-outs when it is saved. The primary one is shown in the end module and the bar. */
export const articleCampaigns = pgTable(
  "article_campaigns",
  {
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    primary: boolean("is_primary").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.campaignId] }),
    // listArticlesCarrying(campaignId)
    index("article_campaigns_carriers").on(t.campaignId),
  ],
);
