import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { staffInvitations, users } from "@/db/schema";
import { type AuditEntry, appendAudit } from "@/lib/audit/record";
import { staffSubject } from "@/lib/auth/staff-name";
import { fixedId } from "./ids";

const DAY_MS = 86_400_000;
const OWNER = "owner@example.org";

/** `day`: days since the invitation. `seen`: days since the last sign-in; null for an invitation that was not accepted yet. */
const STAFF = [
  { name: "Olu Owens", email: OWNER, role: "owner", day: 90, seen: 1.1 },
  { name: "Edith Reyes", email: "editor@example.org", role: "editor", day: 62, seen: 0.2 },
  { name: "Cam Duarte", email: "campaigner@example.org", role: "campaigner", day: 40, seen: 2.6 },
  { name: "Ana Lind", email: "analyst@example.org", role: "analyst", day: 21, seen: 5.3 },
  { name: "Nadia Haddad", email: "nadia@example.org", role: "editor", day: 2, seen: null },
] as const;

/** Adds the sample staff and their audit log. Existing members stay unchanged. */
export async function inviteStaff(tx: Transaction, now: Date) {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const people = STAFF.map(({ day, seen, ...member }) => ({
    ...member,
    id: fixedId("staff", member.email),
    createdAt: ago(day),
    emailVerified: seen === null ? null : ago(seen),
  }));
  const invited = await tx
    .insert(users)
    .values(people)
    .onConflictDoNothing()
    .returning({ id: users.id, role: users.role, email: users.email, createdAt: users.createdAt });
  if (invited.length === 0) return;
  const [owner] = await tx.select({ id: users.id }).from(users).where(eq(users.email, OWNER));
  const ownerId = owner?.id ?? null;
  const by = (id: string) => (id === ownerId ? null : ownerId);
  await tx.insert(staffInvitations).values(
    invited.map(({ id, role, email, createdAt }) => ({
      id: fixedId("staff-invitation", email),
      userId: id,
      role,
      invitedById: by(id),
      invitedAt: createdAt,
    })),
  );
  if (invited.length === STAFF.length) await appendEvents(tx, { people, by, ago });
}

type Event = AuditEntry & { at: Date };

type AuditHistory = {
  people: { id: string; role: string; email: string; createdAt: Date }[];
  by: (id: string) => string | null;
  ago: (days: number) => Date;
};

/** Appends three months of audit events: invitations, Cam's change from analyst, and the end of the sessions on a lost phone. */
async function appendEvents(tx: Transaction, { people, by, ago }: AuditHistory) {
  const cam = fixedId("staff", "campaigner@example.org");
  const edith = fixedId("staff", "editor@example.org");
  const invited = people.map(
    ({ id, role, createdAt }): Event => ({
      at: createdAt,
      actorId: by(id),
      action: "staff.invited",
      subject: staffSubject({ id }),
      details: { to: id === cam ? "analyst" : role },
    }),
  );
  const later: Event[] = [
    {
      at: ago(33.2),
      actorId: by(cam),
      action: "staff.role-changed",
      subject: staffSubject({ id: cam }),
      details: { from: "analyst", to: "campaigner" },
    },
    {
      at: ago(12.4),
      actorId: by(edith),
      action: "staff.session-ended",
      subject: staffSubject({ id: edith }),
      details: { sessions: "2" },
    },
  ];
  const events = [...invited, ...later].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const event of events) await appendAudit(tx, event);
}
