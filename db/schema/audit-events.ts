import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/**
 * Who of the staff did what to which thing, and when. Appended to, never changed: triggers refuse it to everybody, and the
 * application's role may not even ask. Each event carries the hash of the one before (`lib/audit/chain.ts`), so that a
 * change behind our back shows. No personal data of supporters.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: uuid("id").primaryKey(),
    /** 1, 2, 3 …, without a gap. */
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
    // listAuditEvents(): what one member of staff did, the newest first …
    index("audit_events_by_actor").on(t.actorId, t.position),
    // … and what was done to one thing.
    index("audit_events_by_subject").on(t.subject, t.position),
  ],
);
