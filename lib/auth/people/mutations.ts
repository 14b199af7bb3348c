import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { sessions, staffInvitations, users, verificationTokens } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { newId } from "@/lib/ids";
import type { StaffInvitation } from "../input";
import type { StaffRole } from "../rules";
import { promiseInvitation } from "./invitation";
import { canBeInvitedAgain, nameOf, subjectOf } from "./rules";

/**
 * Puts a person on the staff, or gives them another role, for whoever runs the command line: no owner is asked, and no
 * mail goes out. Asking for what is already so changes nothing, and the last owner stays one.
 */
export async function inviteStaff(db: Database, { email, role, name, locale }: StaffInvitation) {
  return db.transaction(async (tx) => {
    const [owner, ...others] = await lockOwners(tx);
    const { member, isNew } = await findOrAdd(tx, { email, role, name, locale });
    if (member.id === owner && others.length === 0 && role !== "owner")
      return { outcome: "last-owner" } as const;
    const isBack = member.removedAt !== null;
    if (!isNew && !isBack && member.role === role) return { outcome: "already-invited" } as const;
    await tx.update(users).set({ role, removedAt: null }).where(eq(users.id, member.id));
    await tx.insert(staffInvitations).values({ id: newId(), userId: member.id, role });
    const event = { actorId: null, subject: subjectOf(member) };
    if (isNew) {
      await recordAudit(tx, { ...event, action: "staff.invited", details: { to: role } });
      return { outcome: "invited" } as const;
    }
    if (isBack) {
      await recordAudit(tx, { ...event, action: "staff.restored", details: { role } });
      return { outcome: "restored" } as const;
    }
    const details = { from: member.role, to: role };
    await recordAudit(tx, { ...event, action: "staff.role-changed", details });
    return { outcome: "role-changed", from: member.role } as const;
  });
}

type ByOwner = { by: string; now: Date };

/**
 * Invites somebody for an owner: they are on the staff from now on, and a mail tells them. Who is on the staff already
 * keeps their role and gets no mail; who was removed comes back with the role that is given now.
 */
export async function inviteByMail(db: Database, { by, now, ...invitation }: StaffInvitation & ByOwner) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    const { member, isNew } = await findOrAdd(tx, invitation);
    if (!isNew && member.removedAt === null)
      return { outcome: "here-already", name: nameOf(member) } as const;
    const { role, name } = invitation;
    await tx
      .update(users)
      .set({ role, removedAt: null, ...(name && { name }) })
      .where(eq(users.id, member.id));
    await promiseInvitation(tx, { member, role, by, now });
    await recordAudit(tx, {
      actorId: by,
      action: "staff.invited",
      subject: subjectOf(member),
      details: { to: role },
    });
    return { outcome: "invited", name: name ?? nameOf(member) } as const;
  });
}

/** Sends the invitation of somebody who has not come yet once more, with a new link; not while the last one is on its way. */
export async function inviteAgain(db: Database, { memberId, by, now }: { memberId: string } & ByOwner) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    const member = await lockMember(tx, memberId);
    if (!member || member.emailVerified) return { outcome: "not-waiting" } as const;
    const sent = await tx
      .select({ at: staffInvitations.invitedAt })
      .from(staffInvitations)
      .where(eq(staffInvitations.userId, member.id));
    if (!canBeInvitedAgain(sent, now)) return { outcome: "just-sent" } as const;
    await promiseInvitation(tx, { member, role: member.role, by, now });
    await recordAudit(tx, { actorId: by, action: "staff.invited-again", subject: subjectOf(member) });
    return { outcome: "invited", name: nameOf(member) } as const;
  });
}

/**
 * Gives a member of staff another role, at once: their next request has it. An owner changes everybody's but their own,
 * and so there is always one: of two who take it from each other at once, the second finds that they own nothing any more.
 */
export async function changeRole(
  db: Database,
  { memberId, role, by }: { memberId: string; role: StaffRole; by: string },
) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    if (memberId === by) return { outcome: "oneself" } as const;
    const member = await lockMember(tx, memberId);
    if (!member) return { outcome: "not-here" } as const;
    if (member.role === role) return { outcome: "unchanged" } as const;
    await tx.update(users).set({ role }).where(eq(users.id, memberId));
    const details = { from: member.role, to: role };
    await recordAudit(tx, { actorId: by, action: "staff.role-changed", subject: subjectOf(member), details });
    return { outcome: "changed", from: member.role, name: nameOf(member) } as const;
  });
}

/** Takes somebody off the staff, or withdraws their invitation: their sessions and links end with this transaction. */
export async function removeMember(db: Database, { memberId, by, now }: { memberId: string } & ByOwner) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    if (memberId === by) return { outcome: "oneself" } as const;
    const member = await lockMember(tx, memberId);
    if (!member) return { outcome: "not-here" } as const;
    await tx.update(users).set({ removedAt: now }).where(eq(users.id, memberId));
    await tx.delete(sessions).where(eq(sessions.userId, memberId));
    await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, member.email));
    const details = { role: member.role };
    await recordAudit(tx, { actorId: by, action: "staff.removed", subject: subjectOf(member), details });
    return { outcome: "removed", name: nameOf(member) } as const;
  });
}

/** Puts somebody back who was removed, with the role they had. They sign in anew. */
export async function restoreMember(db: Database, { memberId, by }: { memberId: string; by: string }) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    const [member] = await tx.select().from(users).where(eq(users.id, memberId)).for("update");
    if (!member?.removedAt) return { outcome: "unchanged" } as const;
    await tx.update(users).set({ removedAt: null }).where(eq(users.id, memberId));
    const details = { role: member.role };
    await recordAudit(tx, { actorId: by, action: "staff.restored", subject: subjectOf(member), details });
    return { outcome: "restored", name: nameOf(member) } as const;
  });
}

/** Everybody who is an owner, until the transaction ends: nobody becomes one or ceases to be one meanwhile, except in turn. */
async function lockOwners(tx: Transaction): Promise<string[]> {
  const owners = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "owner"), isNull(users.removedAt)))
    .orderBy(asc(users.id)) // In one order for all, so that no two wait for each other.
    .for("update");
  return owners.map(({ id }) => id);
}

async function lockMember(tx: Transaction, memberId: string) {
  const [member] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, memberId), isNull(users.removedAt)))
    .for("update");
  return member ?? null;
}

async function findOrAdd(tx: Transaction, { email, role, name, locale }: StaffInvitation) {
  const [added] = await tx
    .insert(users)
    .values({ id: newId(), email, role, name, locale })
    .onConflictDoNothing({ target: users.email })
    .returning();
  if (added) return { member: added, isNew: true };
  const [member] = await tx.select().from(users).where(eq(users.email, email)).for("update");
  if (!member) throw new Error("a member of staff vanished while being invited");
  return { member, isNew: false };
}
