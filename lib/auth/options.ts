import { randomBytes } from "node:crypto";
import type { AuthOptions } from "next-auth";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Device, staffAdapter } from "./adapter";
import { SESSION_DAYS, signedInAt } from "./session-age";
import { authSecret, SIGN_IN_WITHIN_MINUTES } from "./sign-in-token";

const SESSION_SECONDS = SESSION_DAYS * 24 * 60 * 60;

/** The session cookie. Behind HTTPS its `__Host-` prefix keeps sibling domains from planting one. */
export function sessionCookie() {
  const secure = env().APP_URL.startsWith("https://");
  return {
    name: secure ? "__Host-groundswell-staff" : "groundswell-staff",
    // Lax, so that a link in a mail or a chat opens the staff area for a signed-in member.
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/**
 * The magic-link provider, as a plain object: next-auth's own would load nodemailer. It only redeems links;
 * `requestSignInLink` makes them.
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
    throw new Error("Sign-in links are made by requestSignInLink.");
  },
};

/** How next-auth works here: staff only, magic links, sessions in the database. A new session is one of `device`. */
export function staffAuthOptions(device?: Device): AuthOptions {
  return {
    secret: authSecret(),
    adapter: staffAdapter(db(), device),
    providers: [magicLink],
    session: {
      strategy: "database",
      maxAge: SESSION_SECONDS,
      // Never prolonged: a page could prolong the row but not its cookie.
      updateAge: SESSION_SECONDS,
      generateSessionToken: () => randomBytes(32).toString("base64url"),
    },
    cookies: { sessionToken: sessionCookie() },
    callbacks: {
      // Someone who was removed after the link was mailed comes back from next-auth as a bare address.
      signIn: ({ user }) => "role" in user,
      session: ({ session, user }) => ({
        ...session,
        user,
        signedInAt: signedInAt(new Date(session.expires)).toISOString(),
      }),
    },
    logger: {
      error: (code, cause) => log().error({ code, err: innermost(cause) }, "next-auth failed"),
      warn: (code) => log().debug({ code }, "next-auth warning"),
      debug: () => {},
    },
  };
}

/** The first cause of an error: the outer ones of a failed query quote its parameters, addresses among them. */
function innermost(cause: unknown): unknown {
  if (cause instanceof Error)
    return cause.cause ? innermost(cause.cause) : { name: cause.name, message: cause.message };
  const nested = typeof cause === "object" && cause !== null && "error" in cause ? cause.error : null;
  return nested instanceof Error ? innermost(nested) : null;
}
