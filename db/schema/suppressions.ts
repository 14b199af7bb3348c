import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/**
 * An address that gets no mail, by the HMAC of its canonical form. Checked when a batch is sealed. It has no end: after a bounce
 * or a complaint it stays for good, and after a request (`asked`) until its owner wants mail again.
 */
export const suppressions = pgTable("suppressions", {
  id: uuid("id").primaryKey(),
  emailKey: bytea("email_key").notNull().unique(),
  reason: text("reason", { enum: ["bounced", "complained", "asked"] }).notNull(),
  at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
});
