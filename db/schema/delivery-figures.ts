import { doublePrecision, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** Whose mailboxes our mails go to, as far as a domain tells. */
export const MAILBOXES = ["gmail", "outlook", "yahoo", "icloud", "other"] as const;

/**
 * How far the mails of a campaign's latest signatures came, by mailbox provider: the funnel that staff see.
 * Measured again and again by the worker, as a whole, so that no page has to read all signatures.
 */
export const deliveryFigures = pgTable(
  "delivery_figures",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    mailbox: text("mailbox", { enum: MAILBOXES }).notNull(),
    /** Signatures, each counted once however many mails it took. */
    signed: integer("signed").notNull(),
    sent: integer("sent").notNull(),
    delivered: integer("delivered").notNull(),
    bounced: integer("bounced").notNull(),
    confirmed: integer("confirmed").notNull(),
    /** From signing to the first delivery, and to confirmation; null while there is none. */
    medianDeliverySeconds: doublePrecision("median_delivery_seconds"),
    medianConfirmationSeconds: doublePrecision("median_confirmation_seconds"),
    measuredAt: timestamp("measured_at", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.mailbox] })],
);
