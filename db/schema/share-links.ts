import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { articles } from "./articles";
import { campaigns } from "./campaigns";

/**
 * A short link (`/s/{code}`) to an article, else to a campaign, made by a signer or by any reader.
 * `parentId` is the link through which its maker came: the chain of referrals.
 */
export const shareLinks = pgTable(
  "share_links",
  {
    id: uuid("id").primaryKey(),
    code: text("code").notNull(),
    campaignId: uuid("campaign_id").references(() => campaigns.id),
    articleId: uuid("article_id").references(() => articles.id),
    /** The signature whose link this is. No foreign key: signatures point here, and keys point one way only. */
    ownerSignatureId: uuid("owner_signature_id"),
    parentId: uuid("parent_id").references((): AnyPgColumn => shareLinks.id),
    /** How many links lie above this one. */
    depth: integer("depth").notNull().default(0),
    channel: text("channel"),
    locale: text("locale").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("share_links_code").on(t.code),
    uniqueIndex("share_links_one_per_signature").on(t.ownerSignatureId),
    // listCameThrough(): the links of those who came through a link.
    index("share_links_by_parent").on(t.parentId).where(sql`${t.parentId} is not null`),
  ],
);
