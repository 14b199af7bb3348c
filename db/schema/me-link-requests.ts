import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/**
 * A request for a link to one's own signatures, for any address, known or not: the request is stored alike for everybody, and the
 * worker deletes it when it mails the link, or finds nobody with that address.
 */
export const meLinkRequests = pgTable("me_link_requests", {
  id: uuid("id").primaryKey(),
  /** The HMAC of the canonical address, as in `supporters`. */
  emailKey: bytea("email_key").notNull(),
  locale: text("locale").notNull(),
  requestedAt: timestamp("requested_at", { withTimezone: true }).notNull(),
});
