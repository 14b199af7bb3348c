import { pgTable, smallint, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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
    neverMailAt: timestamp("never_mail_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [uniqueIndex("supporters_one_per_address").on(t.emailKey)],
);
