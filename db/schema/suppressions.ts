import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/** An address that gets no more mail (bounce, complaint or request), by the HMAC of its canonical form. Checked when a batch is sealed. */
export const suppressions = pgTable("suppressions", {
  id: uuid("id").primaryKey(),
  emailKey: bytea("email_key").notNull().unique(),
  reason: text("reason", { enum: ["bounced", "complained", "asked"] }).notNull(),
  at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
});
