import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sessions, users, verificationTokens } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type ByOwner, lockMember, lockOwners } from "./lock-staff";
import type { StaffRole } from "./permissions";
import { staffName, staffSubject } from "./staff-name";

/**
 * Changes the role of a member of staff, with effect from their next request. Owners cannot change their own role, so there
 * is always an owner: if two owners demote each other concurrently, the second change is refused.
 */
export async function changeRole(
  db: Database,
  { memberId, role, by }: { memberId: string; role: StaffRole; by: string },
) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    if (memberId === by) return { outcome: "own-account" } as const;
    const member = await lockMember(tx, memberId);
    if (!member) return { outcome: "unknown-member" } as const;
    if (member.role === role) return { outcome: "unchanged" } as const;
    await tx.update(users).set({ role }).where(eq(users.id, memberId));
    const details = { from: member.role, to: role };
    await recordAudit(tx, {
      actorId: by,
      action: "staff.role-changed",
      subject: staffSubject(member),
      details,
    });
    return { outcome: "changed", from: member.role, name: staffName(member) } as const;
  });
}

/** Removes a member of staff or withdraws their invitation. Ends their sessions and sign-in links in the same transaction. */
export async function removeMember(db: Database, { memberId, by, now }: { memberId: string } & ByOwner) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    if (memberId === by) return { outcome: "own-account" } as const;
    const member = await lockMember(tx, memberId);
    if (!member) return { outcome: "unknown-member" } as const;
    await tx.update(users).set({ removedAt: now }).where(eq(users.id, memberId));
    await tx.delete(sessions).where(eq(sessions.userId, memberId));
    await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, member.email));
    const details = { role: member.role };
    await recordAudit(tx, { actorId: by, action: "staff.removed", subject: staffSubject(member), details });
    return { outcome: "removed", name: staffName(member) } as const;
  });
}

/** Restores a removed member of staff with their former role. They must sign in again. */
export async function restoreMember(db: Database, { memberId, by }: { memberId: string; by: string }) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    const [member] = await tx.select().from(users).where(eq(users.id, memberId)).for("update");
    if (!member?.removedAt) return { outcome: "unchanged" } as const;
    await tx.update(users).set({ removedAt: null }).where(eq(users.id, memberId));
    const details = { role: member.role };
    await recordAudit(tx, { actorId: by, action: "staff.restored", subject: staffSubject(member), details });
    return { outcome: "restored", name: staffName(member) } as const;
  });
}
