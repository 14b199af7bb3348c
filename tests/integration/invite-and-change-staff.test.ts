import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { outboxMessages, sessions, staffInvitations, users, verificationTokens } from "@/db/schema";
import { listAuditEvents } from "@/lib/audit/list-events";
import { verifyChain } from "@/lib/audit/verify";
import { staffAdapter } from "@/lib/auth/adapter";
import { changeRole, removeMember, restoreMember } from "@/lib/auth/change-staff";
import { getInvitationMail } from "@/lib/auth/invitation-mail";
import { inviteAgain, inviteByMail, inviteStaff } from "@/lib/auth/invite";
import { listStaff } from "@/lib/auth/list-staff";
import { requestSignInLink } from "@/lib/auth/sign-in-link";
import { endSessions } from "@/lib/auth/staff-sessions";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const now = new Date();
const ana = { email: "ana@example.org", name: "Ana", role: "analyst", locale: "es" } as const;
let owner: Awaited<ReturnType<typeof aStaffMember>>;

beforeEach(async () => {
  for (const table of [outboxMessages, verificationTokens, users]) await db.delete(table);
  owner = await aStaffMember(db, { role: "owner" });
});

async function invited() {
  await inviteByMail(db, { ...ana, by: owner.id, now });
  const [member] = await db.select().from(users).where(eq(users.email, ana.email));
  if (!member) throw new Error("the invitation was not stored");
  return member;
}

async function listMails() {
  const messages = await db.select().from(outboxMessages).orderBy(outboxMessages.id);
  return Promise.all(
    messages.map(({ payload: { userId = "", tokenId = "" } }) => getInvitationMail(db, { userId, tokenId })),
  );
}

const actions = async () => (await listAuditEvents(db, {})).events.map(({ action }) => action);
const aSessionOf = (userId: string, token: string) =>
  staffAdapter(db, { browser: "Firefox", system: "Linux" }).createSession?.({
    sessionToken: token,
    userId,
    expires: new Date(Date.now() + 7 * DAY_MS),
  });
const opens = async (token: string) => (await staffAdapter(db).getSessionAndUser?.(token)) !== null;

describe("an invitation", () => {
  test("is enqueued with the new member, in their language, names the inviter, and is valid for a week", async () => {
    const member = await invited();
    expect(await listMails()).toMatchObject([
      { to: ana.email, locale: "es", role: "analyst", inviter: owner.email },
    ]);
    const [link] = await db.select().from(verificationTokens);
    expect(link?.expires.getTime()).toBe(now.getTime() + 7 * DAY_MS);
    const [message] = await db.select().from(outboxMessages);
    expect(JSON.stringify(message)).not.toContain(ana.email);
    expect(await listStaff(db)).toContainEqual(
      expect.objectContaining({ id: member.id, lastSignInAt: null, invitedBy: owner.email }),
    );
  });

  test("inviting an existing member changes nothing and sends no mail", async () => {
    await aStaffMember(db, { email: ana.email, role: "editor" });
    expect(await inviteByMail(db, { ...ana, by: owner.id, now })).toMatchObject({ outcome: "here-already" });
    expect(await db.$count(outboxMessages)).toBe(0);
    expect(await db.$count(users, eq(users.role, "analyst"))).toBe(0);
  });

  test("can be sent again after a minute with a new link, which invalidates the first", async () => {
    const { id } = await invited();
    expect(await inviteAgain(db, { memberId: id, by: owner.id, now })).toEqual({ outcome: "just-sent" });
    const later = new Date(now.getTime() + 2 * 60_000);
    expect(await inviteAgain(db, { memberId: id, by: owner.id, now: later })).toMatchObject({
      outcome: "invited",
    });
    expect((await listMails()).map((mail) => mail?.to ?? "cancelled")).toEqual(["cancelled", ana.email]);
    expect(await db.$count(staffInvitations, eq(staffInvitations.userId, id))).toBe(2);
  });

  test("a withdrawn invitation is not mailed, and its link does not work", async () => {
    const { id } = await invited();
    await removeMember(db, { memberId: id, by: owner.id, now });
    expect(await listMails()).toEqual([null]);
    expect(await db.$count(verificationTokens)).toBe(0);
    expect(await inviteAgain(db, { memberId: id, by: owner.id, now })).toEqual({ outcome: "not-waiting" });
  });

  test("restores a removed member with the given role", async () => {
    const { id } = await invited();
    await removeMember(db, { memberId: id, by: owner.id, now });
    expect(await inviteByMail(db, { ...ana, role: "editor", by: owner.id, now })).toMatchObject({
      outcome: "invited",
    });
    expect(await db.select().from(users).where(eq(users.id, id))).toMatchObject([
      { role: "editor", removedAt: null },
    ]);
  });
});

describe("there is always an owner", () => {
  test("the command line cannot demote the last owner", async () => {
    const demote = () => inviteStaff(db, { email: owner.email, role: "analyst", locale: "en" });
    expect(await demote()).toEqual({ outcome: "last-owner" });
    expect(await db.$count(users, eq(users.role, "owner"))).toBe(1);
    const other = await aStaffMember(db, { role: "owner" });
    const both = await Promise.all([demote(), removeMember(db, { memberId: other.id, by: owner.id, now })]);
    expect(both.map(({ outcome }) => outcome).sort()).not.toEqual(["removed", "role-changed"]);
    expect(await db.$count(users, and(eq(users.role, "owner"), isNull(users.removedAt)))).toBe(1);
  });

  test("two owners who demote each other concurrently leave one", async () => {
    for (let round = 0; round < 10; round += 1) {
      await db.delete(users);
      const [one, two] = [
        await aStaffMember(db, { role: "owner" }),
        await aStaffMember(db, { role: "owner" }),
      ];
      const results = await Promise.all([
        changeRole(db, { memberId: two.id, role: "analyst", by: one.id }),
        round % 2
          ? changeRole(db, { memberId: one.id, role: "analyst", by: two.id })
          : removeMember(db, { memberId: one.id, by: two.id, now }),
      ]);
      expect(
        results.map(({ outcome }) => outcome).filter((outcome) => outcome === "not-an-owner"),
      ).toHaveLength(1);
      const owners = (await listStaff(db)).filter(({ role, removedAt }) => role === "owner" && !removedAt);
      expect(owners).toHaveLength(1);
    }
  });

  test("owners cannot change or remove themselves", async () => {
    await aStaffMember(db, { role: "owner" });
    expect(await changeRole(db, { memberId: owner.id, role: "editor", by: owner.id })).toEqual({
      outcome: "own-account",
    });
    expect(await removeMember(db, { memberId: owner.id, by: owner.id, now })).toEqual({
      outcome: "own-account",
    });
  });

  test("people who are not owners, or no longer, cannot change staff", async () => {
    const editor = await aStaffMember(db, { role: "editor" });
    const { id } = await invited();
    const by = editor.id;
    const outcomes = await Promise.all([
      changeRole(db, { memberId: id, role: "owner", by }),
      removeMember(db, { memberId: id, by, now }),
      restoreMember(db, { memberId: id, by }),
      inviteByMail(db, { ...ana, email: "eve@example.org", by, now }),
      inviteAgain(db, { memberId: id, by, now }),
    ]);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["not-an-owner"]));
  });
});

describe("a removed member", () => {
  test("loses all sessions and links at once and gets no new ones", async () => {
    const member = await aStaffMember(db, { role: "editor" });
    await aSessionOf(member.id, "active");
    await requestSignInLink(db, { email: member.email, now });
    expect(await opens("active")).toBe(true);
    await removeMember(db, { memberId: member.id, by: owner.id, now });
    expect(await opens("active")).toBe(false);
    expect([await db.$count(sessions), await db.$count(verificationTokens)]).toEqual([0, 0]);
    await requestSignInLink(db, { email: member.email, now });
    expect(await db.$count(verificationTokens)).toBe(0);
    expect(await staffAdapter(db).getUserByEmail?.(member.email)).toBeNull();
  });

  test("has no access through a session created during the removal", async () => {
    const member = await aStaffMember(db, { role: "editor" });
    await removeMember(db, { memberId: member.id, by: owner.id, now });
    await aSessionOf(member.id, "late");
    expect(await opens("late")).toBe(false);
  });

  test("can be restored and must sign in again", async () => {
    const member = await aStaffMember(db, { role: "editor" });
    await aSessionOf(member.id, "before");
    await removeMember(db, { memberId: member.id, by: owner.id, now });
    expect(await restoreMember(db, { memberId: member.id, by: owner.id })).toMatchObject({
      outcome: "restored",
    });
    expect(await opens("before")).toBe(false);
    await aSessionOf(member.id, "after");
    expect(await opens("after")).toBe(true);
    expect(await restoreMember(db, { memberId: member.id, by: owner.id })).toEqual({ outcome: "unchanged" });
  });
});

test("all changes are in the audit log, in an intact chain, with ids and roles only", async () => {
  const { id } = await invited();
  await changeRole(db, { memberId: id, role: "editor", by: owner.id });
  await aSessionOf(id, "phone");
  await endSessions(db, { memberId: id, by: owner.id });
  await removeMember(db, { memberId: id, by: owner.id, now });
  await restoreMember(db, { memberId: id, by: owner.id });
  expect((await actions()).slice(0, 5)).toEqual([
    "staff.restored",
    "staff.removed",
    "staff.session-ended",
    "staff.role-changed",
    "staff.invited",
  ]);
  const { events } = await listAuditEvents(db, { subject: `staff:${id}` });
  expect(events.every(({ actorId }) => actorId === owner.id)).toBe(true);
  expect(events[3]?.details).toEqual({ from: "analyst", to: "editor" });
  expect(JSON.stringify(events)).not.toMatch(/@|Ana/);
  expect(await verifyChain(db)).toMatchObject({ outcome: "intact" });
});

test("the audit log can be filtered by actor, kind, date and subject, and paginated", async () => {
  const other = await aStaffMember(db, { role: "owner" });
  const { id } = await invited();
  for (let times = 0; times < 30; times += 1) {
    await changeRole(db, { memberId: id, role: "editor", by: owner.id });
    await changeRole(db, { memberId: id, role: "analyst", by: other.id });
  }
  const byOther = await listAuditEvents(db, { who: other.id });
  expect(byOther.events).toHaveLength(30);
  expect(byOther.next).toBeNull();
  const all = await listAuditEvents(db, { subject: `staff:${id}` });
  const rest = await listAuditEvents(db, { subject: `staff:${id}`, before: all.next ?? 0 });
  expect([all.events.length, rest.events.length]).toEqual([50, 11]);
  const days = (from: number) => new Date(Date.now() + from * DAY_MS);
  expect((await listAuditEvents(db, { who: other.id, from: days(1) })).events).toEqual([]);
  expect((await listAuditEvents(db, { who: other.id, to: days(-3) })).events).toEqual([]);
  expect((await listAuditEvents(db, { who: other.id, what: "staff", from: days(-1) })).events).toHaveLength(
    30,
  );
});
