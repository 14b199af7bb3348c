import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { staffInvitations, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { newId } from "@/lib/ids";
import { createInvitation } from "./invitation";
import { type ByOwner, lockMember, lockOwners } from "./lock-staff";
import type { StaffInvitation } from "./staff-input";
import { staffName, staffSubject } from "./staff-name";

/**
 * Adds a member of staff or changes their role, from the command line: needs no owner and sends no mail. Repeating it
 * changes nothing. The last owner cannot lose that role.
 */
export async function inviteStaff(db: Database, { email, role, name, locale }: StaffInvitation) {
  return db.transaction(async (tx) => {
    const [owner, ...others] = await lockOwners(tx);
    const { member, isNew } = await findOrAdd(tx, { email, role, name, locale });
    if (member.id === owner && others.length === 0 && role !== "owner")
      return { outcome: "last-owner" } as const;
    const wasRemoved = member.removedAt !== null;
    if (!isNew && !wasRemoved && member.role === role) return { outcome: "already-invited" } as const;
    await tx.update(users).set({ role, removedAt: null }).where(eq(users.id, member.id));
    await tx.insert(staffInvitations).values({ id: newId(), userId: member.id, role });
    const event = { actorId: null, subject: staffSubject(member) };
    if (isNew) {
      await recordAudit(tx, { ...event, action: "staff.invited", details: { to: role } });
      return { outcome: "invited" } as const;
    }
    if (wasRemoved) {
      await recordAudit(tx, { ...event, action: "staff.restored", details: { role } });
      return { outcome: "restored" } as const;
    }
    const details = { from: member.role, to: role };
    await recordAudit(tx, { ...event, action: "staff.role-changed", details });
    return { outcome: "role-changed", from: member.role } as const;
  });
}

/**
 * Invites a person on behalf of an owner: adds them to the staff and enqueues the mail. Existing staff keep their role and get
 * no mail. A removed member is restored with the given role.
 */
export async function inviteByMail(db: Database, { by, now, ...invitation }: StaffInvitation & ByOwner) {
  return db.transaction(async (tx) => {
    if (!(await lockOwners(tx)).includes(by)) return { outcome: "not-an-owner" } as const;
    const { member, isNew } = await findOrAdd(tx, invitation);
    if (!isNew && member.removedAt === null)
      return { outcome: "here-already", name: staffName(member) } as const;
    const { role, name } = invitation;
    await tx
      .update(users)
      .set({ role, removedAt: null, ...(name && { name }) })
      .where(eq(users.id, member.id));
    await createInvitation(tx, { member, role, by, now });
    await recordAudit(tx, {
      actorId: by,
      action: "staff.invited",
      subject: staffSubject(member),
      details: { to: role },
    });
    return { outcome: "invited", name: name ?? staffName(member) } as const;
  });
}

/** Sends an invitation again, with a new link, to a person who has not signed in yet; at most once a minute. */
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
    await createInvitation(tx, { member, role: member.role, by, now });
    await recordAudit(tx, { actorId: by, action: "staff.invited-again", subject: staffSubject(member) });
    return { outcome: "invited", name: staffName(member) } as const;
  });
}

async function findOrAdd(tx: Transaction, { email, role, name, locale }: StaffInvitation) {
  const [added] = await tx
    .insert(users)
    .values({ id: newId(), email, role, name, locale })
    .onConflictDoNothing({ target: users.email })
    .returning();
  if (added) return { member: added, isNew: true };
  const [member] = await tx.select().from(users).where(eq(users.email, email)).for("update");
  if (!member) throw new Error("the invited member of staff disappeared during the invitation");
  return { member, isNew: false };
}

/** Whether an invitation may be sent again: the last one is at least a minute old. */
function canBeInvitedAgain(sent: { at: Date }[], now: Date): boolean {
  return sent.every(({ at }) => now.getTime() - at.getTime() >= RESEND_INTERVAL_MS);
}

const RESEND_INTERVAL_MS = 60_000;
