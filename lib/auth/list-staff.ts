import { asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { staffInvitations, users } from "@/db/schema";

const MAX_STAFF = 500;

/** Lists current staff by name, then removed staff. `invitedAt` is the time of the last invitation. */
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
    .limit(MAX_STAFF);
}

export type StaffListed = Awaited<ReturnType<typeof listStaff>>[number];
