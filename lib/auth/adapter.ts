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

/** What a session was begun on, as far as its owner needs to tell it from others: "Firefox" on "Linux". */
export type Device = { browser: string | null; system: string | null };

/**
 * Our tables as next-auth wants them, with three promises more: nobody becomes staff by signing in; who was removed
 * from the staff is not found; and a session's token is stored as its hash only, so that a copy of the database opens
 * no session.
 */
export function staffAdapter(db: Database, device?: Device): Adapter {
  const { createSession, getSessionAndUser, updateSession, deleteSession, getUserByEmail, ...rest } =
    DrizzleAdapter(db, TABLES);
  if (!createSession || !getSessionAndUser || !updateSession || !deleteSession || !getUserByEmail) {
    throw new Error("@auth/drizzle-adapter no longer keeps sessions");
  }
  return {
    getUserByEmail: async (email) => stillHere(await getUserByEmail(email)),
    updateUser: rest.updateUser,
    createVerificationToken: rest.createVerificationToken,
    useVerificationToken: rest.useVerificationToken,
    createUser: () => {
      throw new Error("Staff come by invitation only.");
    },
    createSession: async (session) => {
      await createSession({ ...session, ...device, sessionToken: sha256(session.sessionToken) });
      return session;
    },
    getSessionAndUser: async (token) => {
      const found = await getSessionAndUser(sha256(token));
      if (!found || !stillHere(found.user)) return null;
      const sessionId = "id" in found.session ? found.session.id : null;
      return { ...found, user: Object.assign(found.user, { sessionId }) };
    },
    updateSession: (session) => updateSession({ ...session, sessionToken: sha256(session.sessionToken) }),
    deleteSession: async (token) => {
      await deleteSession(sha256(token));
    },
  };
}

/** The user, unless they were removed from the staff. */
function stillHere<User extends object>(user: User | null): User | null {
  return user && "removedAt" in user && user.removedAt === null ? user : null;
}
