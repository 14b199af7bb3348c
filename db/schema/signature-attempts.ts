import { jsonb, pgTable, primaryKey, smallint, timestamp, uuid } from "drizzle-orm/pg-core";
import type { consents } from "./consents";
import { signatures } from "./signatures";
import { signedFields } from "./signed-fields";

/** A consent as it was shown. It is stored in `consents` once the attempt is confirmed. */
export type ShownConsent = {
  purpose: typeof consents.$inferSelect.purpose;
  /** `{target}` stands for the target of the petition text. */
  wording: string;
  version: string;
};

/**
 * One submission of the sign form, as it was sent. The sender may not own the address. Each attempt has a code and a link of its
 * own; confirming one copies its fields into the signature, and the others never count. Deleted with its signature, or when it
 * can no longer be confirmed.
 */
export const signatureAttempts = pgTable(
  "signature_attempts",
  {
    signatureId: uuid("signature_id")
      .notNull()
      .references(() => signatures.id, { onDelete: "cascade" }),
    /** Derived from the address and all fields (`attemptDigest`), so that the same input sent again is the same attempt. */
    id: uuid("id").notNull(),
    ...signedFields(),
    // No foreign keys: they are checked when the attempt is confirmed, and would slow down signing.
    textId: uuid("petition_text_id").notNull(),
    articleId: uuid("article_id"),
    shareLinkId: uuid("share_link_id"),
    consents: jsonb("consents").$type<ShownConsent[]>().notNull(),
    attemptedAt: timestamp("attempted_at", { withTimezone: true }).notNull(),
    /**
     * When its latest mail was requested, or is due; its code is derived from this time. Null: not mailed, so it has no valid
     * code.
     */
    askedAt: timestamp("asked_at", { withTimezone: true }),
    /** The outbox message of that mail. */
    mailId: uuid("mail_id"),
    /** Codes entered since then: `MAX_CODE_TRIES` are compared with the mailed one. */
    codeTries: smallint("code_tries").notNull().default(0),
    /**
     * Codes entered since `triesShownFrom`, when this attempt last gave its browser new tries. The browser's response
     * depends on this number alone. It follows the same rule for every address, whether a mail was sent or not.
     */
    triesShown: smallint("tries_shown").notNull().default(0),
    triesShownFrom: timestamp("tries_shown_from", { withTimezone: true }).notNull().defaultNow(),
  },
  // sign(), confirm() and purge look up attempts by signature.
  (t) => [primaryKey({ columns: [t.signatureId, t.id] })],
);
