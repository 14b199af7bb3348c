import { sql } from "drizzle-orm";
import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/** What a person may ask for: articles 15 to 21 of the GDPR, in plain words. */
export const REQUEST_KINDS = ["access", "correction", "erasure", "withdrawal", "objection", "other"] as const;

/** How a request ended. */
export const REQUEST_OUTCOMES = ["done", "nothing-held", "not-them", "refused"] as const;

/**
 * A request of a person about their data, which has to be answered within 30 days. The person is stored only as the HMAC of their
 * address, so that the register holds no personal data and outlives an erasure.
 */
export const privacyRequests = pgTable(
  "privacy_requests",
  {
    id: uuid("id").primaryKey(),
    emailKey: bytea("email_key").notNull(),
    kind: text("kind", { enum: REQUEST_KINDS }).notNull(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
    doneAt: timestamp("done_at", { withTimezone: true }),
    outcome: text("outcome", { enum: REQUEST_OUTCOMES }),
    /** The members of staff. No foreign keys: the register outlives accounts. */
    openedById: uuid("opened_by_id").notNull(),
    doneById: uuid("done_by_id"),
  },
  (t) => [
    // listRequests(): open ones, the most urgent first.
    index("privacy_requests_open").on(t.dueAt).where(sql`${t.doneAt} is null`),
    // listRequests(): of one person.
    index("privacy_requests_by_person").on(t.emailKey),
  ],
);
