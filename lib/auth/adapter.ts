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

/**
 * Our tables as next-auth wants them, with two promises more: nobody becomes staff by signing in, and a session's
 * token is stored as its hash only, so that a copy of the database opens no session.
 */
export function staffAdapter(db: Database): Adapter {
  const { createSession, getSessionAndUser, updateSession, deleteSession, ...rest } = DrizzleAdapter(
    db,
    TABLES,
  );
  if (!createSession || !getSessionAndUser || !updateSession || !deleteSession) {
    throw new Error("@auth/drizzle-adapter no longer keeps sessions");
  }
  return {
    getUserByEmail: rest.getUserByEmail,
    updateUser: rest.updateUser,
    createVerificationToken: rest.createVerificationToken,
    useVerificationToken: rest.useVerificationToken,
    createUser: () => {
      throw new Error("Staff come by invitation only.");
    },
    createSession: async (session) => {
      await createSession({ ...session, sessionToken: sha256(session.sessionToken) });
      return session;
    },
    getSessionAndUser: (token) => getSessionAndUser(sha256(token)),
    updateSession: (session) => updateSession({ ...session, sessionToken: sha256(session.sessionToken) }),
    deleteSession: async (token) => {
      await deleteSession(sha256(token));
    },
  };
}
