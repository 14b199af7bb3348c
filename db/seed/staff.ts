import type { Transaction } from "@/db/client";
import { staffInvitations, users } from "@/db/schema";
import { fixedId } from "./ids";

const STAFF = [
  { name: "Olu Owens", email: "owner@example.org", role: "owner" },
  { name: "Edith Reyes", email: "editor@example.org", role: "editor" },
  { name: "Ana Lind", email: "analyst@example.org", role: "analyst" },
] as const;

/** Invites the sample staff. Whoever is on the staff already stays as they are. */
export async function inviteStaff(tx: Transaction, now: Date) {
  const invited = await tx
    .insert(users)
    .values(STAFF.map((member) => ({ ...member, id: fixedId("staff", member.email), createdAt: now })))
    .onConflictDoNothing()
    .returning({ id: users.id, role: users.role, email: users.email });
  if (invited.length === 0) return;
  await tx.insert(staffInvitations).values(
    invited.map(({ id, role, email }) => ({
      id: fixedId("staff-invitation", email),
      userId: id,
      role,
      invitedAt: now,
    })),
  );
}
