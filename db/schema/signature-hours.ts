import { bigint, index, integer, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** Confirmed signatures of one hour (UTC) by origin: what the staff's charts read instead of `signatures`. */
export const signatureHours = pgTable(
  "signature_hours",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    hour: timestamp("hour", { withTimezone: true }).notNull(),
    articleId: uuid("article_id"),
    callout: text("callout"),
    shareLinkId: uuid("share_link_id"),
    channel: text("channel"),
    country: text("country"),
    confirmed: integer("confirmed").notNull(),
  },
  (t) => [
    unique("signature_hours_one_per_origin")
      .on(t.campaignId, t.hour, t.articleId, t.callout, t.shareLinkId, t.channel, t.country)
      .nullsNotDistinct(),
    index("signature_hours_by_time").on(t.campaignId, t.hour),
  ],
);
