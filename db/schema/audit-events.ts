import { jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Who of the staff did what to which thing, and when. Appended to, never changed. No personal data of supporters. */
export const auditEvents = pgTable("audit_events", {
  id: uuid("id").primaryKey(),
  actorId: uuid("actor_id"),
  action: text("action").notNull(),
  subject: text("subject").notNull(),
  details: jsonb("details").$type<Record<string, string>>(),
  at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
});
