import { pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** What a supporter's message says when they pass a campaign on, in one language; where a text is missing, ours is taken. */
export const shareTexts = pgTable(
  "share_texts",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    locale: text("locale").notNull(),
    /** For messengers and networks, without the link: it follows. */
    message: text("message"),
    /** For an e-mail: its subject, and what stands above the link. */
    subject: text("subject"),
    body: text("body"),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.locale] })],
);
