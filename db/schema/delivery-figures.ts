import { doublePrecision, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";

/** The mailbox providers that are recognised by their domains. */
export const MAILBOXES = ["gmail", "outlook", "yahoo", "icloud", "other"] as const;

/**
 * The delivery funnel of a campaign's latest signatures by mailbox provider. Recomputed regularly by the worker, so that pages
 * need not read all signatures.
 */
export const deliveryFigures = pgTable(
  "delivery_figures",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    mailbox: text("mailbox", { enum: MAILBOXES }).notNull(),
    /** Signatures, each counted once regardless of the number of mails. */
    signed: integer("signed").notNull(),
    sent: integer("sent").notNull(),
    delivered: integer("delivered").notNull(),
    bounced: integer("bounced").notNull(),
    confirmed: integer("confirmed").notNull(),
    /** From signing to the first delivery and to the confirmation; null if there is none yet. */
    medianDeliverySeconds: doublePrecision("median_delivery_seconds"),
    medianConfirmationSeconds: doublePrecision("median_confirmation_seconds"),
    measuredAt: timestamp("measured_at", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.mailbox] })],
);
