import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/**
 * An action by a member of staff. Append-only: triggers reject changes by any role, and the application's role has no
 * permission for them. Each event contains the hash of the previous one (`lib/audit/chain.ts`), so that tampering is
 * detectable. Contains no personal data of supporters.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: uuid("id").primaryKey(),
    /** 1, 2, 3 …, without gaps. */
    position: bigint("position", { mode: "number" }).notNull().unique("audit_events_in_line"),
    actorId: uuid("actor_id"),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    details: jsonb("details").$type<Record<string, string>>(),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    // listAuditEvents(): by member of staff, newest first.
    index("audit_events_by_actor").on(t.actorId, t.position),
    // listAuditEvents(): by subject, newest first.
    index("audit_events_by_subject").on(t.subject, t.position),
  ],
);
