import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/**
 * A person's request to erase everything about them, and the tombstone that remains of it: no personal data, only a keyed hash of
 * the deleted id, by which old links are recognised, and how many signatures were taken out of the counts.
 */
export const erasures = pgTable(
  "erasures",
  {
    id: uuid("id").primaryKey(),
    /** The HMAC of the supporter's id. */
    supporterKey: bytea("supporter_key").notNull(),
    /** The supporter to erase. No foreign key: null once the row is deleted. */
    supporterId: uuid("supporter_id"),
    locale: text("locale").notNull(),
    requestedAt: timestamp("requested_at", { withTimezone: true }).notNull(),
    erasedAt: timestamp("erased_at", { withTimezone: true }),
    /** How many counted signatures were withdrawn with it. */
    uncounted: integer("uncounted").notNull().default(0),
  },
  (t) => [
    uniqueIndex("erasures_one_per_person").on(t.supporterKey),
    // erasePeople(): the requests that wait, oldest first.
    index("erasures_waiting").on(t.requestedAt).where(sql`${t.erasedAt} is null`),
  ],
);
