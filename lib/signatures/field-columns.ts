import type { Database } from "@/db/client";

/** The columns that a signature and an attempt have in common: what the signer sent, and the attribution. */
export function fieldColumns(sql: Database["$client"]) {
  return sql`petition_text_id, name, country, postcode, comment, display, shown_name, delivered_as, locale, article_id, callout, share_link_id, channel`;
}
