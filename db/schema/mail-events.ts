import { sql } from "drizzle-orm";
import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** What the provider can tell of a mail, in our words. */
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
 * Something that the provider told us of a mail by webhook, once for each event id. Written as it arrives and
 * applied to its message afterwards, in whatever order they come. No address and no word of the mail is kept.
 */
export const mailEvents = pgTable(
  "mail_events",
  {
    /** The provider's id of the event: what makes a webhook that is sent twice count once. */
    id: text("id").primaryKey(),
    type: text("type", { enum: MAIL_EVENTS }).notNull(),
    /** Our message, by the tag that every mail carries; null when the provider left it out. */
    messageId: uuid("message_id"),
    /** The provider's id of the mail. */
    providerId: text("provider_id").notNull(),
    /** Whether the address will never take mail: only for a bounce. */
    bounce: text("bounce", { enum: ["permanent", "transient"] }),
    at: timestamp("at", { withTimezone: true }).notNull(),
    receivedAt: timestamp("received_at", { withTimezone: true }).notNull().defaultNow(),
    /** When it was written to its message, or given up since no message of ours fits. */
    appliedAt: timestamp("applied_at", { withTimezone: true }),
  },
  (t) => [
    // applyMailEvents(): the events that wait to be applied, the oldest first.
    index("mail_events_unapplied").on(t.receivedAt).where(sql`${t.appliedAt} is null`),
    // forgetMailEvents(): the ones that have been applied for long.
    index("mail_events_by_age").on(t.receivedAt),
    // listToldMembers(): what is known of the members of a batch.
    index("mail_events_by_message").on(t.messageId).where(sql`${t.messageId} is not null`),
  ],
);
