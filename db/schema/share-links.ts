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
 * A short link (`/s/{code}`) to an article or a campaign, created by a signer or a reader. `parentId` is the link through
 * which its creator came: the chain of referrals.
 */
export const shareLinks = pgTable(
  "share_links",
  {
    id: uuid("id").primaryKey(),
    code: text("code").notNull(),
    campaignId: uuid("campaign_id").references(() => campaigns.id),
    articleId: uuid("article_id").references(() => articles.id),
    /** The owner's signature. No foreign key: signatures reference share links, and a cycle is avoided. */
    ownerSignatureId: uuid("owner_signature_id"),
    parentId: uuid("parent_id").references((): AnyPgColumn => shareLinks.id),
    /** The number of ancestors. */
    depth: integer("depth").notNull().default(0),
    channel: text("channel"),
    locale: text("locale").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("share_links_code").on(t.code),
    uniqueIndex("share_links_one_per_signature").on(t.ownerSignatureId),
    // The child links of a link.
    index("share_links_by_parent").on(t.parentId).where(sql`${t.parentId} is not null`),
  ],
);
