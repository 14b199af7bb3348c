import { date, index, pgTable, smallint, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/**
 * One person, identified by the canonical form of an e-mail address. The address is stored only as AES-256-GCM ciphertext
 * bound to this row; `emailKey` is the HMAC of its canonical form under the key of `emailKeyVersion`.
 * Name, country and locale are those of the person's latest confirmed signature.
 */
export const supporters = pgTable(
  "supporters",
  {
    id: uuid("id").primaryKey(),
    emailKey: bytea("email_key").notNull(),
    emailKeyVersion: smallint("email_key_version").notNull(),
    emailCipher: bytea("email_cipher").notNull(),
    /** In plain text, for delivery figures by mailbox provider. */
    emailDomain: text("email_domain").notNull(),
    name: text("name"),
    country: text("country"),
    locale: text("locale").notNull(),
    /** When the address was first verified, by confirming a signature. */
    verifiedAt: timestamp("verified_at", { withTimezone: true }),
    /** When they stopped all mail. Also stored in `suppressions`, which outlives this row. */
    neverMailAt: timestamp("never_mail_at", { withTimezone: true }),
    /** When they unsubscribed from news and reminders. */
    unsubscribedAt: timestamp("unsubscribed_at", { withTimezone: true }),
    /** When the latest mails were sealed, newest last; at most the daily limit. */
    mailedAt: timestamp("mailed_at", { withTimezone: true }).array().notNull().default([]),
    /** Codes entered for this address on the day `codeTriesOn` (UTC), for all its attempts together. */
    codeTries: smallint("code_tries").notNull().default(0),
    codeTriesOn: date("code_tries_on"),
    /**
     * Limits the mails with a link or code for `/me`: each adds eight hours to this time, which may be at most 24 hours ahead. So three
     * can be had at once, apart from the daily limit of other mails, and then one every eight hours.
     */
    meLinksUsedUntil: timestamp("me_link_asked_at", { withTimezone: true }),
    /** Links to `/me` from before are not accepted any more: the address was another one. */
    meTokensFrom: timestamp("me_tokens_from", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("supporters_one_per_address").on(t.emailKey),
    // listSignatures(): the supporters of a mail domain.
    index("supporters_by_domain").on(t.emailDomain, t.id),
  ],
);
