import { bigint, pgTable, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** A queued change of a campaign's count, to be added to the tallies and deleted in one transaction. No foreign keys: rows live for seconds. */
export const countEvents = pgTable("count_events", {
  id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  campaignId: uuid("campaign_id").notNull(),
  change: smallint("change").notNull(), // +1 or -1
  at: timestamp("at", { withTimezone: true }).notNull(),
  /** Null only in events from before this column was added. */
  textId: uuid("petition_text_id"),
  articleId: uuid("article_id"),
  callout: text("callout"),
  shareLinkId: uuid("share_link_id"),
  channel: text("channel"),
  country: text("country"),
});
