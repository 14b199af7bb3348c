import { and, eq, isNull } from "drizzle-orm";
import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import type { Database } from "@/db/client";
import { STAFF_ROLES, users } from "@/db/schema";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { type Device, staffAdapter } from "./adapter";
import { sessionCookie, staffAuthOptions } from "./options";
import { hasPermission, type Permission } from "./permissions";
import { readSignInToken } from "./sign-in-token";

/**
 * Redeems a sign-in link, once, and returns the `Set-Cookie` header of the new session; null when the link was used,
 * has expired or is not ours. A session that this browser had before is ended: the new one takes its place.
 *
 * next-auth redeems a link by GET, so its routes are not exposed (a mail scanner would burn every link). Our own POST
 * calls its callback with a request made here. Success is the session cookie; all else that it answers is dropped.
 */
export async function openSession(token: string, device?: Device): Promise<string | null> {
  const link = readSignInToken(token);
  const email = link && (await getStaffAddress(db(), link.userId));
  if (!email) return null;
  const query = new URLSearchParams({ token, email });
  const request = new NextRequest(new URL(`/api/auth/callback/email?${query}`, env().APP_URL));
  const context = { params: Promise.resolve({ nextauth: ["callback", "email"] }) };
  const answer: Response = await NextAuth(request, context, staffAuthOptions(device));
  const { name } = sessionCookie();
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`)) ?? null;
  const earlier = (await cookies()).get(name)?.value;
  if (cookie && earlier) await staffAdapter(db()).deleteSession?.(earlier);
  return cookie;
}

/** Ends the session of whoever asks, here and in the database. */
export async function endSession(): Promise<void> {
  const { name, options } = sessionCookie();
  const jar = await cookies();
  const token = jar.get(name)?.value;
  if (token) await staffAdapter(db()).deleteSession?.(token);
  jar.set(name, "", { ...options, maxAge: 0 });
}

const memberWithRole = z.object({ role: z.enum(STAFF_ROLES) });

/**
 * For an answer that outlives its request: a question that can be asked again and again, whether the session that the
 * request came with is still there and its member of staff may still do this.
 */
export async function sessionCheck(permission: Permission): Promise<() => Promise<boolean>> {
  const token = (await cookies()).get(sessionCookie().name)?.value ?? "";
  return async () => {
    const known = await staffAdapter(db()).getSessionAndUser?.(token);
    if (!known || known.session.expires <= new Date()) return false;
    const member = memberWithRole.safeParse(known.user);
    return member.success && hasPermission(member.data.role, permission);
  };
}

/** The address of a member of staff, or null once they were removed. */
export async function getStaffAddress(db: Database, userId: string): Promise<string | null> {
  const [member] = await db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.removedAt)));
  return member?.email ?? null;
}
