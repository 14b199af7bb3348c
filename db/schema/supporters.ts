import { index, pgTable, smallint, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/**
 * One person, known by the canonical form of one e-mail address. The address itself is kept only as
 * AES-256-GCM ciphertext bound to this row; `emailKey` is its HMAC under the pepper of `emailKeyVersion`.
 * Name, country and locale are those of the person's latest confirmed signature.
 */
export const supporters = pgTable(
  "supporters",
  {
    id: uuid("id").primaryKey(),
    emailKey: bytea("email_key").notNull(),
    emailKeyVersion: smallint("email_key_version").notNull(),
    emailCipher: bytea("email_cipher").notNull(),
    /** In clear, for delivery figures by mailbox provider. */
    emailDomain: text("email_domain").notNull(),
    name: text("name"),
    country: text("country"),
    locale: text("locale").notNull(),
    /** When this person first proved that the mailbox is theirs. */
    verifiedAt: timestamp("verified_at", { withTimezone: true }),
    /** When they asked for no mail at all. `suppressions` says so too, and outlives this row. */
    neverMailAt: timestamp("never_mail_at", { withTimezone: true }),
    /** When they asked for no news and no reminders. */
    unsubscribedAt: timestamp("unsubscribed_at", { withTimezone: true }),
    /** When their latest mails were sealed, the newest last: as many as one person may get in a day. */
    mailedAt: timestamp("mailed_at", { withTimezone: true }).array().notNull().default([]),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("supporters_one_per_address").on(t.emailKey),
    // listSignatures(): the people of a mail domain, who are few unless it is a large provider's.
    index("supporters_by_domain").on(t.emailDomain, t.id),
  ],
);
