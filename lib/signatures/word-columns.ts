import type { Database } from "@/db/client";

/** The columns for what a signer sent, and its attribution: of a signature, and of an attempt. */
export function wordColumns(sql: Database["$client"]) {
  return sql`petition_text_id, name, country, postcode, comment, display, shown_name, delivered_as, locale, article_id, callout, share_link_id, channel`;
}
