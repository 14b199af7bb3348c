import { sql } from "drizzle-orm";
import { check, integer, pgTable, smallint, text, timestamp } from "drizzle-orm/pg-core";

/**
 * The provider's rate limit: one row, shared by all workers, because the limit applies to the whole account. All times are
 * the database's, so that differing worker clocks do not matter.
 */
export const mailPace = pgTable(
  "mail_pace",
  {
    id: smallint("id").primaryKey().default(1),
    /** No calls before this time. */
    quietUntil: timestamp("quiet_until", { withTimezone: true }).notNull().defaultNow(),
    /** Set during a call. If the next worker finds it set, the previous call ended without a response. */
    callingSince: timestamp("calling_since", { withTimezone: true }),
    /** Consecutive failed calls. */
    failures: integer("failures").notNull().default(0),
    lastError: text("last_error"),
    lastErrorAt: timestamp("last_error_at", { withTimezone: true }),
    lastSuccessAt: timestamp("last_success_at", { withTimezone: true }),
  },
  (t) => [check("mail_pace_is_one_row", sql`${t.id} = 1`)],
);
