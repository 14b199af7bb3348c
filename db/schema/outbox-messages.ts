import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { mailBatches } from "./mail-batches";

/**
 * A queued mail, written in the transaction of the action that causes it. `topic` is a domain event, `payload` contains ids
 * only: the mail is rendered when its batch is sealed.
 */
export const outboxMessages = pgTable(
  "outbox_messages",
  {
    id: uuid("id").primaryKey(),
    topic: text("topic").notNull(),
    /** The subject of the message (a signature, a sign-in link), for limits and for the delivery funnel. */
    subjectId: uuid("subject_id").notNull(),
    payload: jsonb("payload").$type<Record<string, string>>().notNull(),
    /** Lower goes first: 0 sign-in, 1 confirmation, 2 already signed, 3 reminder, 4 receipt, 5 news. */
    priority: smallint("priority").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    /** Not sealed before this time. */
    sendAfter: timestamp("send_after", { withTimezone: true }),
    batchId: uuid("batch_id").references(() => mailBatches.id),
    /** The position in the batch: the provider's response has this order. */
    position: smallint("position"),
    sentAt: timestamp("sent_at", { withTimezone: true }),
    /** The provider's id of the mail. */
    providerId: text("provider_id"),
    /** When it failed finally, here or at the provider; `failure` is the reason, without an address. */
    failedAt: timestamp("failed_at", { withTimezone: true }),
    failure: text("failure"),
    /** The provider's later reports: the first time of each. */
    deliveredAt: timestamp("delivered_at", { withTimezone: true }),
    delayedAt: timestamp("delayed_at", { withTimezone: true }),
    bouncedAt: timestamp("bounced_at", { withTimezone: true }),
    complainedAt: timestamp("complained_at", { withTimezone: true }),
  },
  (t) => [
    // sealBatch(): waiting messages by priority, oldest first.
    index("outbox_messages_waiting")
      .on(t.priority, t.createdAt)
      .where(sql`${t.batchId} is null and ${t.failedAt} is null`),
    // The members of a batch, in order.
    index("outbox_messages_in_batch").on(t.batchId, t.position).where(sql`${t.batchId} is not null`),
    // applyMailEvents(): the message of an event without our tag.
    index("outbox_messages_by_provider_id").on(t.providerId).where(sql`${t.providerId} is not null`),
  ],
);
