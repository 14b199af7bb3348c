import { desc, eq, like } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { auditEvents, erasures, outboxMessages, signatures, supporters } from "@/db/schema";
import { hasPermission } from "@/lib/auth/permissions";
import { closeRequest, listRequests, openRequest } from "@/lib/requests/register";
import {
  changeAddressForPerson,
  deedReason,
  eraseForPerson,
  exportForPerson,
  hasLookedUp,
  recordPersonRead,
  resendForPerson,
  withdrawForPerson,
} from "@/lib/requests/staff-deeds";
import { confirmByToken } from "@/lib/signatures/confirm";
import { requireEmailAddress } from "@/lib/supporters/address";
import { getSupporterByMailbox } from "@/lib/supporters/find-supporter";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";
import { sealMails } from "../support/sealed-mails";
import { signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

const now = new Date();
const { id: memberId } = await aStaffMember(db, { role: "campaigner" });

async function aPerson({ isConfirmed = true } = {}) {
  const campaign = await aCampaign(db);
  const signer = aSigner({ campaign: campaign.slug });
  const { signatureId, stored } = await signAndLoad(db, signer);
  if (isConfirmed) {
    const { token } = await getConfirmationMail(db, signatureId);
    await confirmByToken(db, { token, now: new Date() });
  }
  const who = {
    supporterId: stored.supporterId,
    memberId,
    reason: "asked by letter",
    now,
  } as const;
  return { who, signatureId, address: signer.email.address };
}

const lastEvent = async () =>
  (await db.select().from(auditEvents).orderBy(desc(auditEvents.position)).limit(1))[0];

test("staff without access to signatures cannot answer requests", () => {
  const may = (["owner", "campaigner", "editor", "analyst"] as const).filter((role) =>
    hasPermission(role, "requests.answer"),
  );
  expect(may).toEqual(["owner", "campaigner"]);
});

test("the register has a clock of 30 days, marks what is overdue, and holds no address", async () => {
  const email = requireEmailAddress("Rita.Asks@example.org");
  const longAgo = new Date(now.getTime() - 31 * 86_400_000);
  const late = await openRequest(db, { email, kind: "access", memberId, now: longAgo });
  const fresh = await openRequest(db, { email, kind: "erasure", memberId, now });
  const { open } = await listRequests(db, { now });
  expect(open.map(({ id, isOverdue }) => [id, isOverdue])).toEqual([
    [late.id, true],
    [fresh.id, false],
  ]);
  expect(open[1]?.dueAt.getTime()).toBe(now.getTime() + 30 * 86_400_000);
  expect(await closeRequest(db, { id: late.id, outcome: "done", memberId, now })).toEqual({
    outcome: "closed",
  });
  expect(await closeRequest(db, { id: late.id, outcome: "refused", memberId, now })).toEqual({
    outcome: "unchanged",
  });
  const { done } = await listRequests(db, { now });
  expect(done).toMatchObject([{ id: late.id, outcome: "done" }]);
  const log = JSON.stringify(
    await db.select().from(auditEvents).where(like(auditEvents.action, "request.%")),
  );
  expect(log).not.toMatch(/rita/i);
});

test("looking a person up and handing over their data is audited with its reason, by a keyed hash", async () => {
  const { who, address } = await aPerson();
  expect(await recordPersonRead(db, who)).toBe(true);
  const read = await lastEvent();
  expect(read).toMatchObject({
    action: "person.read",
    actorId: memberId,
    details: { reason: "asked by letter" },
  });
  expect(read?.subject).toMatch(/^person:[0-9a-f]{32}$/);
  expect((await exportForPerson(db, who))?.person.email).toBe(address);
  expect(await lastEvent()).toMatchObject({ action: "person.exported", subject: read?.subject });
  const mails = await sealMails(db);
  expect(mails.filter(({ to, subject }) => to === address && subject.includes("your data"))).toHaveLength(1);
});

test("an address of the page of a person shows nothing to staff who have not said why, or long ago", async () => {
  const { who } = await aPerson();
  expect(await hasLookedUp(db, who)).toBe(false);
  await recordPersonRead(db, who);
  expect(await hasLookedUp(db, who)).toBe(true);
  const { id: colleague } = await aStaffMember(db, { role: "owner" });
  expect(await hasLookedUp(db, { ...who, memberId: colleague })).toBe(false);
  expect(await hasLookedUp(db, { ...who, now: new Date(Date.now() + 2 * 3_600_000) })).toBe(false);
});

test("a reason names no address", () => {
  expect(deedReason.safeParse("letter of ada@example.org").success).toBe(false);
  expect(deedReason.safeParse(" ").success).toBe(false);
  expect(deedReason.parse(" letter of 3 May ")).toBe("letter of 3 May");
});

test("staff withdraw a signature, and only one of that person", async () => {
  const [one, other] = [await aPerson(), await aPerson()];
  const wrong = { ...one.who, signatureId: other.signatureId };
  expect(await withdrawForPerson(db, wrong)).toEqual({ outcome: "unknown" });
  expect(await withdrawForPerson(db, { ...one.who, signatureId: one.signatureId })).toMatchObject({
    outcome: "withdrawn",
  });
  const [row] = await db.select().from(signatures).where(eq(signatures.id, one.signatureId));
  expect(row?.withdrawnAt).not.toBeNull();
  expect(await lastEvent()).toMatchObject({ action: "person.signature-withdrawn" });
});

test("staff send a confirmation again only where something is left to confirm", async () => {
  const [pending, confirmed] = [await aPerson({ isConfirmed: false }), await aPerson()];
  expect(await resendForPerson(db, { ...pending.who, signatureId: pending.signatureId })).toEqual({
    outcome: "asked",
  });
  expect(await resendForPerson(db, { ...confirmed.who, signatureId: confirmed.signatureId })).toEqual({
    outcome: "nothing-to-confirm",
  });
  const wrong = { ...confirmed.who, signatureId: pending.signatureId };
  expect(await resendForPerson(db, wrong)).toEqual({ outcome: "nothing-to-confirm" });
});

test("people are told in their own language, not in that of staff", async () => {
  const { who, signatureId, address } = await aPerson();
  const { supporterId } = who;
  await db.update(supporters).set({ locale: "es" }).where(eq(supporters.id, supporterId));
  await withdrawForPerson(db, { ...who, signatureId });
  const mails = (await sealMails(db)).filter(({ to }) => to === address);
  expect(mails.map(({ subject }) => subject)).toContain("Qué hemos hecho con tus datos");
  await eraseForPerson(db, who);
  const [erasure] = await db.select().from(erasures).where(eq(erasures.supporterId, supporterId));
  expect(erasure?.locale).toBe("es");
});

test("nothing is withdrawn without its reason in the audit log", async () => {
  const { who, signatureId } = await aPerson();
  const unstorable = { ...who, reason: "asked\u0000", signatureId };
  await expect(withdrawForPerson(db, unstorable)).rejects.toThrow();
  const [row] = await db.select().from(signatures).where(eq(signatures.id, signatureId));
  expect(row?.withdrawnAt).toBeNull();
});

test("staff correct an address: the new one is told", async () => {
  const { who, address } = await aPerson();
  const email = requireEmailAddress(`corrected.${address}`);
  expect(await changeAddressForPerson(db, { ...who, email })).toEqual({ outcome: "changed" });
  expect(await getSupporterByMailbox(db, email)).toEqual({ id: who.supporterId });
  expect((await sealMails(db)).map(({ to }) => to)).toContain(email.address);
});

test("staff have a person erased as the person could, with a last mail by the worker", async () => {
  const { who } = await aPerson();
  expect(await eraseForPerson(db, who)).toBe(true);
  expect(await db.$count(erasures, eq(erasures.supporterId, who.supporterId))).toBe(1);
  expect(await lastEvent()).toMatchObject({ action: "person.erased" });
  const stranger = { ...who, supporterId: "01900000-0000-7000-8000-000000000000" };
  expect(await eraseForPerson(db, stranger)).toBe(false);
  expect(await exportForPerson(db, stranger)).toBeNull();
  expect(await db.$count(outboxMessages, eq(outboxMessages.subjectId, stranger.supporterId))).toBe(0);
});
