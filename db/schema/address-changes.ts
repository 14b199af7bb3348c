import { index, pgTable, smallint, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { supporters } from "./supporters";

/**
 * A person's wish to move to another address, confirmed at the old one by the link or code with which it was made. It takes effect
 * when the link in the mail to the new address is used. Deleted a day after it was made.
 */
export const addressChanges = pgTable(
  "address_changes",
  {
    id: uuid("id").primaryKey(),
    supporterId: uuid("supporter_id")
      .notNull()
      .references(() => supporters.id, { onDelete: "cascade" }),
    /** The new address, as in `supporters`; the ciphertext is bound to this row. */
    emailKey: bytea("email_key").notNull(),
    emailKeyVersion: smallint("email_key_version").notNull(),
    emailCipher: bytea("email_cipher").notNull(),
    /** The old address, bound to this row, until the mail about the change to it is sent. */
    oldEmailCipher: bytea("old_email_cipher"),
    locale: text("locale").notNull(),
    requestedAt: timestamp("requested_at", { withTimezone: true }).notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true }),
  },
  (t) => [
    uniqueIndex("address_changes_one_per_person").on(t.supporterId),
    // requestAddressChange(): how often an address was asked today.
    index("address_changes_by_address").on(t.emailKey),
  ],
);
