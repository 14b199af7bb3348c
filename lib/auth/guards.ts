import { notFound, redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { z } from "zod";
import { STAFF_ROLES } from "@/db/schema";
import { signInAgainPath, staffAreaPath, withoutLocale } from "@/lib/paths";
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

/** Returns the session of the current request, or null. Read from the database once per request, so that a role change takes effect at once. */
const currentSession = cache(async () => {
  const session = await getServerSession(staffAuthOptions());
  return staffSession.safeParse(session).data ?? null;
});

/** Returns the signed-in member of staff, or null. */
export async function getCurrentStaff(): Promise<StaffMember | null> {
  const session = await currentSession();
  return session ? staffMember.parse(session.user) : null;
}

/** Returns the id of the current session, or null. */
export async function getCurrentSessionId(): Promise<string | null> {
  return (await currentSession())?.user.sessionId ?? null;
}

/**
 * Authorises a staff page or action and returns the signed-in member of staff. Redirects to the sign-in page if nobody is
 * signed in; answers 404 to staff without the permission.
 */
export async function requireStaff(asked: { locale: string; permission: Permission }): Promise<StaffMember> {
  const member = await getCurrentStaff();
  if (!member) redirect(staffAreaPath(asked.locale));
  if (!hasPermission(member.role, asked.permission)) notFound();
  return member;
}

/** Whether the sign-in is recent enough for `requireFreshStaff`, so that a page can say so before a form is filled in. */
export async function isFreshlySignedIn(): Promise<boolean> {
  const session = await currentSession();
  return session !== null && isFresh(session.signedInAt, new Date());
}

/**
 * Like `requireStaff`, for actions that need a recent sign-in, such as exporting personal data. After `FRESH_MINUTES` it
 * redirects to the sign-in page, which returns to the path `back`.
 */
export async function requireFreshStaff(asked: {
  locale: string;
  permission: Permission;
  back: string;
}): Promise<StaffMember> {
  const member = await requireStaff(asked);
  const session = await currentSession();
  if (session && isFresh(session.signedInAt, new Date())) return member;
  redirect(signInAgainPath(asked.locale, withoutLocale(asked.back)));
}
