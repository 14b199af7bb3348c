import { sql } from "drizzle-orm";
import { check, integer, pgTable, smallint, text, timestamp } from "drizzle-orm/pg-core";

/**
 * How fast the provider lets us send, as it says itself: one row, shared by all workers, since its limits hold
 * for the whole team. All times are the database's, so that workers need not agree on one.
 */
export const mailPace = pgTable(
  "mail_pace",
  {
    id: smallint("id").primaryKey().default(1),
    /** No call before this. */
    quietUntil: timestamp("quiet_until", { withTimezone: true }).notNull().defaultNow(),
    /** Set while a call is under way. Found by the next worker in turn, it tells that the answer got lost. */
    callingSince: timestamp("calling_since", { withTimezone: true }),
    /** Calls in a row that got no good answer. */
    failures: integer("failures").notNull().default(0),
    lastError: text("last_error"),
    lastErrorAt: timestamp("last_error_at", { withTimezone: true }),
    lastSuccessAt: timestamp("last_success_at", { withTimezone: true }),
  },
  (t) => [check("mail_pace_is_one_row", sql`${t.id} = 1`)],
);
