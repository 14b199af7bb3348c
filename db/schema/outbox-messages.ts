import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { mailBatches } from "./mail-batches";

/**
 * A mail that was promised, written in the transaction that promises it. `topic` is a fact about the
 * domain, `payload` holds ids only: the mail is rendered when its batch is sealed.
 */
export const outboxMessages = pgTable(
  "outbox_messages",
  {
    id: uuid("id").primaryKey(),
    topic: text("topic").notNull(),
    /** What the message is about (a signature, a sign-in), for limits and for the funnel. */
    subjectId: uuid("subject_id").notNull(),
    payload: jsonb("payload").$type<Record<string, string>>().notNull(),
    /** Lower goes first: 0 sign-in, 1 confirmation, 2 already signed, 3 reminder, 5 news. */
    priority: smallint("priority").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    batchId: uuid("batch_id").references(() => mailBatches.id),
    /** Its place in the batch: the provider answers in this order. */
    position: smallint("position"),
    sentAt: timestamp("sent_at", { withTimezone: true }),
    /** The provider's id of the mail. */
    providerId: text("provider_id"),
    /** When it was given up, by us or by the provider; `failure` says why, without an address. */
    failedAt: timestamp("failed_at", { withTimezone: true }),
    failure: text("failure"),
    /** What the provider told of it afterwards: each the first time that it happened. */
    deliveredAt: timestamp("delivered_at", { withTimezone: true }),
    delayedAt: timestamp("delayed_at", { withTimezone: true }),
    bouncedAt: timestamp("bounced_at", { withTimezone: true }),
    complainedAt: timestamp("complained_at", { withTimezone: true }),
  },
  (t) => [
    // sealBatch(): the oldest waiting messages, most urgent first.
    index("outbox_messages_waiting")
      .on(t.priority, t.createdAt)
      .where(sql`${t.batchId} is null and ${t.failedAt} is null`),
    // The members of a batch, in order.
    index("outbox_messages_in_batch").on(t.batchId, t.position).where(sql`${t.batchId} is not null`),
    // applyMailEvents(): the message that an event without our tag is about.
    index("outbox_messages_by_provider_id").on(t.providerId).where(sql`${t.providerId} is not null`),
  ],
);
