import { notFound, redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { z } from "zod";
import { STAFF_ROLES } from "@/db/schema";
import { staffAuthOptions } from "./options";
import { hasPermission, type Permission } from "./permissions";
import { isFresh } from "./session-age";

const staffMember = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  email: z.email(),
  role: z.enum(STAFF_ROLES),
});

export type StaffMember = z.infer<typeof staffMember>;

const staffSession = z.object({
  user: staffMember.and(z.object({ sessionId: z.uuid() })),
  signedInAt: z.iso.datetime().transform((at) => new Date(at)),
});

/** The session of whoever asks, or null. Read once per request, fresh from the database: a changed role holds at once. */
const currentSession = cache(async () => {
  const session = await getServerSession(staffAuthOptions());
  return staffSession.safeParse(session).data ?? null;
});

/** Who is signed in, or null. */
export async function getCurrentStaff(): Promise<StaffMember | null> {
  const session = await currentSession();
  return session ? staffMember.parse(session.user) : null;
}

/** The id of the session by which whoever asks is signed in, or null. */
export async function getCurrentSessionId(): Promise<string | null> {
  return (await currentSession())?.user.sessionId ?? null;
}

/**
 * The authorisation of every staff page and action: returns who is signed in and may do this. Strangers are sent to
 * sign in; for staff without the permission the page does not exist.
 */
export async function requireStaff(asked: { locale: string; permission: Permission }): Promise<StaffMember> {
  const member = await getCurrentStaff();
  if (!member) redirect(`/${asked.locale}/staff`);
  if (!hasPermission(member.role, asked.permission)) notFound();
  return member;
}

/** Whether whoever asks signed in lately enough for what `requireFreshStaff` guards: a page can say so before a form is filled in. */
export async function isFreshlySignedIn(): Promise<boolean> {
  const session = await currentSession();
  return session !== null && isFresh(session.signedInAt, new Date());
}

/**
 * The same for what wants a fresh sign-in, such as taking personal data out: whoever signed in longer ago than
 * `FRESH_MINUTES` is asked to sign in again, and then led back to `back`, a path of ours behind the locale.
 */
export async function requireFreshStaff(asked: {
  locale: string;
  permission: Permission;
  back: string;
}): Promise<StaffMember> {
  const member = await requireStaff(asked);
  const session = await currentSession();
  if (session && isFresh(session.signedInAt, new Date())) return member;
  redirect(`/${asked.locale}/staff/sign-in/again?back=${encodeURIComponent(asked.back)}`);
}
