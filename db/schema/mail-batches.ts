import { sql } from "drizzle-orm";
import { index, integer, pgTable, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/**
 * Up to 100 mails sent to the provider in one call. Members, content and idempotency key are fixed (sealed) before the first
 * attempt and retried unchanged: the provider rejects the same key with other content, and another key could send a mail
 * twice. `sealed` is the encrypted request, deleted once it is accepted.
 */
export const mailBatches = pgTable(
  "mail_batches",
  {
    id: uuid("id").primaryKey(),
    idempotencyKey: text("idempotency_key").notNull().unique(),
    sealed: bytea("sealed"),
    payloadSha256: text("payload_sha256").notNull(),
    /** The priority of its most urgent mail, so that confirmations do not wait behind postponed news. */
    priority: smallint("priority").notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    firstAttemptAt: timestamp("first_attempt_at", { withTimezone: true }),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: timestamp("next_attempt_at", { withTimezone: true }).notNull().defaultNow(),
    /** Until then the batch is leased to one worker; `leaseToken` rejects writes of a worker that lost the lease. */
    leasedUntil: timestamp("leased_until", { withTimezone: true }),
    leaseToken: uuid("lease_token"),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    lastError: text("last_error"),
  },
  (t) => [
    // leaseBatch(): the batches that are due.
    index("mail_batches_unfinished").on(t.nextAttemptAt).where(sql`${t.finishedAt} is null`),
  ],
);
