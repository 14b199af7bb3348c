import { pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** A campaign's texts for sharing, in one language. A missing text falls back to the default. */
export const shareTexts = pgTable(
  "share_texts",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    locale: text("locale").notNull(),
    /** For messengers and social networks; the link is appended. */
    message: text("message"),
    /** For e-mail: the subject, and the text above the link. */
    subject: text("subject"),
    body: text("body"),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.locale] })],
);
