import { notFound, redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { z } from "zod";
import { STAFF_ROLES } from "@/db/schema";
import { staffAuthOptions } from "./options";
import { may, type Permission } from "./rules";

const staffMember = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  email: z.email(),
  role: z.enum(STAFF_ROLES),
});

export type StaffMember = z.infer<typeof staffMember>;

/** Who is signed in, or null. Read once per request, fresh from the database: a changed role holds at once. */
export const currentStaff = cache(async (): Promise<StaffMember | null> => {
  const session = await getServerSession(staffAuthOptions());
  return staffMember.safeParse(session?.user).data ?? null;
});

/**
 * The authorisation of every staff page and action: returns who is signed in and may do this. Strangers are sent to
 * sign in; for staff without the permission the page does not exist.
 */
export async function requireStaff(asked: { locale: string; permission: Permission }): Promise<StaffMember> {
  const member = await currentStaff();
  if (!member) redirect(`/${asked.locale}/staff`);
  if (!may(member.role, asked.permission)) notFound();
  return member;
}
