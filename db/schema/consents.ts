import { pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { signatures } from "./signatures";

/** What a signer may agree to. `display`: that the public sees the name. */
const CONSENT_PURPOSES = ["signature", "delivery", "display", "updates"] as const;

/** A signer's consent to one purpose, with the wording and version shown. Effective once the signature is confirmed. */
export const consents = pgTable(
  "consents",
  {
    signatureId: uuid("signature_id")
      .notNull()
      .references(() => signatures.id),
    purpose: text("purpose", { enum: CONSENT_PURPOSES }).notNull(),
    wording: text("wording").notNull(),
    wordingVersion: text("wording_version").notNull(),
    locale: text("locale").notNull(),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.signatureId, t.purpose] })],
);
