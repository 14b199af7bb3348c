import { DrizzleAdapter } from "@auth/drizzle-adapter";
import type { Adapter } from "next-auth/adapters";
import type { Database } from "@/db/client";
import { accounts, sessions, users, verificationTokens } from "@/db/schema";
import { sha256 } from "@/lib/crypto";

const TABLES = {
  usersTable: users,
  accountsTable: accounts,
  sessionsTable: sessions,
  verificationTokensTable: verificationTokens,
};

/** The browser and operating system of a session, such as "Firefox" on "Linux", so that its owner can recognise it. */
export type Device = { browser: string | null; system: string | null };

/**
 * Returns the next-auth adapter for our tables, with three additions: signing in never creates a user, removed staff are
 * not found, and session tokens are stored as hashes only, so that a copy of the database does not give access.
 */
export function staffAdapter(db: Database, device?: Device): Adapter {
  const { createSession, getSessionAndUser, updateSession, deleteSession, getUserByEmail, ...rest } =
    DrizzleAdapter(db, TABLES);
  if (!createSession || !getSessionAndUser || !updateSession || !deleteSession || !getUserByEmail) {
    throw new Error("@auth/drizzle-adapter no longer keeps sessions");
  }
  return {
    getUserByEmail: async (email) => unlessRemoved(await getUserByEmail(email)),
    updateUser: rest.updateUser,
    createVerificationToken: rest.createVerificationToken,
    useVerificationToken: rest.useVerificationToken,
    createUser: () => {
      throw new Error("Staff accounts are created by invitation only.");
    },
    createSession: async (session) => {
      await createSession({ ...session, ...device, sessionToken: sha256(session.sessionToken) });
      return session;
    },
    getSessionAndUser: async (token) => {
      const found = await getSessionAndUser(sha256(token));
      if (!found || !unlessRemoved(found.user)) return null;
      const sessionId = "id" in found.session ? found.session.id : null;
      return { ...found, user: Object.assign(found.user, { sessionId }) };
    },
    updateSession: (session) => updateSession({ ...session, sessionToken: sha256(session.sessionToken) }),
    deleteSession: async (token) => {
      await deleteSession(sha256(token));
    },
  };
}

/** Returns the user, or null if they were removed from the staff. */
function unlessRemoved<User extends object>(user: User | null): User | null {
  return user && "removedAt" in user && user.removedAt === null ? user : null;
}
