import { and, eq, isNull } from "drizzle-orm";
import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import type { Database } from "@/db/client";
import { users } from "@/db/schema";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { type Device, staffAdapter } from "./adapter";
import { sessionCookie, staffAuthOptions } from "./options";
import { hasPermission, type Permission } from "./permissions";
import { getSessionRole } from "./session-role";
import { mailedSignInToken, readSignInToken } from "./sign-in-token";

/**
 * Redeems a sign-in link, once, and returns the `Set-Cookie` header of the new session; null if the link was used, has
 * expired or is invalid. Ends the browser's previous session.
 *
 * next-auth redeems links by GET, where a mail scanner would use up every link, so its routes are not exposed. Our POST route
 * calls its callback with a constructed request and uses only the session cookie of the response.
 */
export async function openSession(typed: string, device?: Device): Promise<string | null> {
  const token = mailedSignInToken(typed);
  const link = token && readSignInToken(token);
  const email = link && (await getStaffAddress(db(), link.userId));
  if (!email) return null;
  const query = new URLSearchParams({ token, email });
  const request = new NextRequest(new URL(`/api/auth/callback/email?${query}`, env().APP_URL));
  const context = { params: Promise.resolve({ nextauth: ["callback", "email"] }) };
  const response: Response = await NextAuth(request, context, staffAuthOptions(device));
  const { name } = sessionCookie();
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith(`${name}=`)) ?? null;
  const previous = (await cookies()).get(name)?.value;
  if (cookie && previous) await staffAdapter(db()).deleteSession?.(previous);
  return cookie;
}

/** Ends the current session, in the browser and in the database. */
export async function endSession(): Promise<void> {
  const { name, options } = sessionCookie();
  const jar = await cookies();
  const token = jar.get(name)?.value;
  if (token) await staffAdapter(db()).deleteSession?.(token);
  jar.set(name, "", { ...options, maxAge: 0 });
}

/**
 * Returns a function that checks whether the current session still exists and still has the permission. For responses that
 * outlive their request, such as event streams.
 */
export async function sessionCheck(permission: Permission): Promise<() => Promise<boolean>> {
  const token = (await cookies()).get(sessionCookie().name)?.value ?? "";
  return async () => {
    const role = await getSessionRole(db(), { token, now: new Date() });
    return role !== null && hasPermission(role, permission);
  };
}

/** Returns the address of a member of staff, or null if they were removed. */
async function getStaffAddress(db: Database, userId: string): Promise<string | null> {
  const [member] = await db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.removedAt)));
  return member?.email ?? null;
}
