import { sql } from "drizzle-orm";
import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** The types of mail events. */
export const MAIL_EVENTS = [
  "sent",
  "delivered",
  "delayed",
  "bounced",
  "complained",
  "failed",
  "suppressed",
] as const;

/**
 * A mail event reported by the provider's webhook, stored once per event id. It is stored on arrival and applied to its message
 * later, in any order. Contains no address and no mail content.
 */
export const mailEvents = pgTable(
  "mail_events",
  {
    /** The provider's event id: makes repeated webhooks idempotent. */
    id: text("id").primaryKey(),
    type: text("type", { enum: MAIL_EVENTS }).notNull(),
    /** Our message id, from the mail's tag; null if the provider omits the tag. */
    messageId: uuid("message_id"),
    /** The provider's id of the mail. */
    providerId: text("provider_id").notNull(),
    /** Whether a bounce is permanent; null for other events. */
    bounce: text("bounce", { enum: ["permanent", "transient"] }),
    at: timestamp("at", { withTimezone: true }).notNull(),
    receivedAt: timestamp("received_at", { withTimezone: true }).notNull().defaultNow(),
    /** When it was applied to its message, or discarded because no message matches. */
    appliedAt: timestamp("applied_at", { withTimezone: true }),
  },
  (t) => [
    // applyMailEvents(): unapplied events, oldest first.
    index("mail_events_unapplied").on(t.receivedAt).where(sql`${t.appliedAt} is null`),
    // Purging old events.
    index("mail_events_by_age").on(t.receivedAt),
    // The events of a batch's members.
    index("mail_events_by_message").on(t.messageId).where(sql`${t.messageId} is not null`),
  ],
);
