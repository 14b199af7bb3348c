import { text } from "drizzle-orm/pg-core";

/**
 * What the target of the petition receives: the full name, or no name. Signatures from before this was asked are `shown`: the
 * target receives the name as it is shown in public.
 */
export const DELIVERIES = ["name", "count", "shown"] as const;

/**
 * The columns for what a signer typed and chose. Signatures and attempts to sign have the same: confirming an attempt copies
 * them into its signature.
 */
export const signedFields = () => ({
  name: text("name").notNull(),
  country: text("country"),
  postcode: text("postcode"),
  comment: text("comment"),
  display: text("display", { enum: ["anonymous", "first", "full"] })
    .notNull()
    .default("anonymous"),
  /** The short form of the name that the signer saw and may have edited, for the display `first`. Null: a rule derives it. */
  shownName: text("shown_name"),
  deliveredAs: text("delivered_as", { enum: DELIVERIES }).notNull().default("shown"),
  locale: text("locale").notNull(),
  /** The call-out of the article: `1`, `2` …, `end`, `bar`; `page` for the campaign page. */
  callout: text("callout"),
  channel: text("channel"),
});
