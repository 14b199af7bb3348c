import { randomBytes } from "node:crypto";
import type { BrowserContext } from "playwright-core";
import { type STAFF_ROLES, sessions } from "@/db/schema";
import { sha256 } from "@/lib/crypto";
import { appDatabase } from "./app-database";
import { aPage, type PageOptions } from "./browser";
import { aStaffMember } from "./factories";
import { stack } from "./stack";

type StaffRole = (typeof STAFF_ROLES)[number];

const COOKIE = "groundswell-staff";
const SESSION_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/** Creates a staff session in the running app and returns its cookie value. `minutesAgo` is the time since signing in. */
export async function aStaffSession(userId: string, { minutesAgo = 0 } = {}): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expires = new Date(Date.now() + SESSION_MS - minutesAgo * MINUTE_MS);
  await appDatabase()
    .insert(sessions)
    .values({ sessionToken: sha256(token), userId, expires });
  return token;
}

/** Returns the request header that carries a session. */
export function sessionCookie(token: string): { cookie: string } {
  return { cookie: `${COOKIE}=${token}` };
}

/** Signs a browser in by setting the session cookie. */
export async function addSessionCookie(context: BrowserContext, token: string) {
  await context.addCookies([
    { name: COOKIE, value: token, url: stack().appUrl, httpOnly: true, sameSite: "Lax" },
  ]);
}

/** Opens a page that is signed in as a new member of staff with this role. It skips the sign-in pages; `olga-signs-in` covers those. */
export async function aStaffPage(role: StaffRole, options: PageOptions & { minutesAgo?: number } = {}) {
  const member = await aStaffMember(appDatabase(), {
    role,
    email: `${role}.${randomBytes(4).toString("hex")}@example.org`,
  });
  const page = await aPage(options);
  await addSessionCookie(page.context(), await aStaffSession(member.id, options));
  return { page, member };
}
