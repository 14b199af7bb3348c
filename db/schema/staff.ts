import { integer, pgTable, primaryKey, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";

/** The roles of staff. Owners invite; analysts read counts only. */
export const STAFF_ROLES = ["owner", "editor", "campaigner", "analyst"] as const;

/**
 * A member of staff: next-auth's users table with a role. Created by the invitation, and kept after removal, so that the audit
 * log can show names and the person can be restored.
 */
export const users = pgTable("users", {
  id: uuid("id").primaryKey(),
  name: text("name"),
  email: text("email").notNull().unique(),
  /** The time of the last sign-in by link (next-auth sets it every time); null before the first. */
  emailVerified: timestamp("email_verified", { withTimezone: true }),
  image: text("image"),
  role: text("role", { enum: STAFF_ROLES }).notNull(),
  locale: text("locale").notNull().default("en"),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  /** Removed from the staff: no sign-in links and no sessions from then on. */
  removedAt: timestamp("removed_at", { withTimezone: true }),
});

/** next-auth's accounts; empty, because staff sign in by magic link only. */
export const accounts = pgTable(
  "accounts",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text("type").notNull(),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    refresh_token: text("refresh_token"),
    access_token: text("access_token"),
    expires_at: integer("expires_at"),
    token_type: text("token_type"),
    scope: text("scope"),
    id_token: text("id_token"),
    session_state: text("session_state"),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] })],
);

/** next-auth's database sessions. `id` identifies a session without its token; browser and system help its owner to recognise it. */
export const sessions = pgTable("sessions", {
  sessionToken: text("session_token").primaryKey(),
  id: uuid("id").notNull().unique().defaultRandom(),
  browser: text("browser"),
  system: text("system"),
  userId: uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  expires: timestamp("expires", { withTimezone: true }).notNull(),
});

/** next-auth's magic-link tokens, hashed. */
export const verificationTokens = pgTable(
  "verification_tokens",
  {
    identifier: text("identifier").notNull(),
    token: text("token").notNull(),
    expires: timestamp("expires", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.identifier, t.token] })],
);

/** An invitation to a role. The invited person's `users` row is created with it. */
export const staffInvitations = pgTable("staff_invitations", {
  id: uuid("id").primaryKey(),
  userId: uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  role: text("role", { enum: STAFF_ROLES }).notNull(),
  /** Null for an invitation from the command line. */
  invitedById: uuid("invited_by_id").references(() => users.id, { onDelete: "set null" }),
  invitedAt: timestamp("invited_at", { withTimezone: true }).notNull().defaultNow(),
});

/**
 * A request for a sign-in link, by anyone for any address. The worker creates the link if the address belongs to staff, and
 * deletes the row, so that the time of the response does not reveal who belongs to staff.
 */
export const signInRequests = pgTable("sign_in_requests", {
  id: uuid("id").primaryKey(),
  emailCipher: bytea("email_cipher").notNull(),
  /** The language of the page with the form. */
  locale: text("locale").notNull(),
  requestedAt: timestamp("requested_at", { withTimezone: true }).notNull(),
  /** How often the worker tried to answer it. */
  tries: smallint("tries").notNull().default(0),
});
