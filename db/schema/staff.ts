import { integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** What a member of staff may do. Owners invite; analysts read counts only. */
export const STAFF_ROLES = ["owner", "editor", "campaigner", "analyst"] as const;

/**
 * A member of staff: next-auth's users, with a role. Exists from the invitation on, and stays when the person is removed,
 * so that the audit log keeps its names and they can be put back.
 */
export const users = pgTable("users", {
  id: uuid("id").primaryKey(),
  name: text("name"),
  email: text("email").notNull().unique(),
  /** When they last came in by a mailed link (next-auth sets it every time); null until they come for the first time. */
  emailVerified: timestamp("email_verified", { withTimezone: true }),
  image: text("image"),
  role: text("role", { enum: STAFF_ROLES }).notNull(),
  locale: text("locale").notNull().default("en"),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  /** From then on they are nobody here: no link, no session. */
  removedAt: timestamp("removed_at", { withTimezone: true }),
});

/** next-auth's accounts; empty, since staff sign in by magic link only. */
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

/** next-auth's database sessions. `id` names one without opening it; of the device we keep what its owner needs to tell it from others. */
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

/** Who was invited, by whom and to which role. The invited person's `users` row is written with it. */
export const staffInvitations = pgTable("staff_invitations", {
  id: uuid("id").primaryKey(),
  userId: uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  role: text("role", { enum: STAFF_ROLES }).notNull(),
  /** Null: from the command line. */
  invitedById: uuid("invited_by_id").references(() => users.id, { onDelete: "set null" }),
  invitedAt: timestamp("invited_at", { withTimezone: true }).notNull().defaultNow(),
});
