import { asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { staffInvitations, users } from "@/db/schema";

const MOST_PEOPLE = 500;

/** Everybody who is or was on the staff: those who are first, by name. `invitedAt` is of the last invitation. */
export async function listStaff(db: Database) {
  const inviter = alias(users, "inviter");
  const last = db
    .selectDistinctOn([staffInvitations.userId])
    .from(staffInvitations)
    .orderBy(staffInvitations.userId, sql`${staffInvitations.invitedAt} desc`)
    .as("last_invitation");
  return db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      since: users.createdAt,
      lastSignInAt: users.emailVerified,
      removedAt: users.removedAt,
      invitedAt: last.invitedAt,
      invitedBy: sql<string | null>`coalesce(${inviter.name}, ${inviter.email})`,
    })
    .from(users)
    .leftJoin(last, eq(last.userId, users.id))
    .leftJoin(inviter, eq(inviter.id, last.invitedById))
    .orderBy(
      sql`${users.removedAt} desc nulls first`,
      asc(sql`lower(coalesce(${users.name}, ${users.email}))`),
    )
    .limit(MOST_PEOPLE);
}

export type StaffListed = Awaited<ReturnType<typeof listStaff>>[number];
