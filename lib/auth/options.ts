import { randomBytes } from "node:crypto";
import type { AuthOptions } from "next-auth";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Device, staffAdapter } from "./adapter";
import { SESSION_DAYS, signedInAt } from "./session-age";
import { authSecret, SIGN_IN_WITHIN_MINUTES } from "./sign-in-token";

const SESSION_SECONDS = SESSION_DAYS * 24 * 60 * 60;

/** The session cookie. Under HTTPS its `__Host-` prefix prevents sibling domains from setting one. */
export function sessionCookie() {
  const secure = env().APP_URL.startsWith("https://");
  return {
    name: secure ? "__Host-groundswell-staff" : "groundswell-staff",
    // Lax, so that a link in a mail or a chat opens the staff area for a signed-in member.
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/**
 * The magic-link provider, as a plain object, because next-auth's own loads nodemailer. It only redeems links;
 * `requestSignInLink` creates them.
 */
const magicLink: AuthOptions["providers"][number] = {
  id: "email",
  type: "email",
  name: "Email",
  maxAge: SIGN_IN_WITHIN_MINUTES * 60,
  server: null,
  from: "",
  options: {},
  sendVerificationRequest: () => {
    throw new Error("Sign-in links are created by requestSignInLink().");
  },
};

/** Returns the next-auth options: staff only, magic links, database sessions. A new session is stored with `device`. */
export function staffAuthOptions(device?: Device): AuthOptions {
  return {
    secret: authSecret(),
    adapter: staffAdapter(db(), device),
    providers: [magicLink],
    session: {
      strategy: "database",
      maxAge: SESSION_SECONDS,
      // Never extended: a page could extend the row but not the cookie.
      updateAge: SESSION_SECONDS,
      generateSessionToken: () => randomBytes(32).toString("base64url"),
    },
    cookies: { sessionToken: sessionCookie() },
    callbacks: {
      // For a member removed after the link was sent, next-auth passes a user without a role.
      signIn: ({ user }) => "role" in user,
      session: ({ session, user }) => ({
        ...session,
        user,
        signedInAt: signedInAt(new Date(session.expires)).toISOString(),
      }),
    },
    logger: {
      error: (code, cause) => log().error({ code, err: rootCause(cause) }, "next-auth failed"),
      warn: (code) => log().debug({ code }, "next-auth warning"),
      debug: () => {},
    },
  };
}

/** Returns the root cause of an error: the outer errors of a failed query contain its parameters, such as addresses. */
function rootCause(cause: unknown): unknown {
  if (cause instanceof Error)
    return cause.cause ? rootCause(cause.cause) : { name: cause.name, message: cause.message };
  const nested = typeof cause === "object" && cause !== null && "error" in cause ? cause.error : null;
  return nested instanceof Error ? rootCause(nested) : null;
}
