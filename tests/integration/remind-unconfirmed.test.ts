import { and, eq, inArray } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import { campaigns, outboxMessages, signatureAttempts, signatures, supporters } from "@/db/schema";
import { confirmByToken } from "@/lib/signatures/confirm";
import { CONFIRM_WITHIN_DAYS } from "@/lib/signatures/confirm-token";
import { MAX_CONFIRMATION_MAILS } from "@/lib/signatures/mail-limits";
import { remindUnconfirmed } from "@/lib/signatures/remind";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";
import { signCampaign } from "@/lib/signatures/sign";
import { MAX_CODE_TRIES } from "@/lib/signatures/try-code";
import { lockSupporters } from "@/lib/supporters/daily-mail-limit";
import { suppressAddresses } from "@/lib/supporters/suppress";
import {
  getConfirmationMail,
  getNewestAttempt,
  moveConfirmationMail,
  tokenMailedAt,
} from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, type SignerOverrides } from "../support/factories";
import { listFailures, sealMails } from "../support/sealed-mails";

const { db, drop } = await aDatabase();
afterAll(drop);
afterEach(() => db.update(signatures).set({ withdrawnAt: new Date() })); // so that no reminder of one test is due in the next

const HOUR_MS = 3_600_000;
const AFTER_HOURS = 24;
const now = new Date();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);

/** Creates a signature made `hours` hours ago that was mailed and is unconfirmed. */
async function aWaitingSignature(hours = AFTER_HOURS, overrides: SignerOverrides = {}) {
  const signer = aSigner({ campaign: overrides.campaign ?? (await aCampaign(db)).slug, ...overrides });
  const signed = await signCampaign(db, signer);
  if (signed.outcome !== "signed") throw new Error(`the signature was refused: ${signed.outcome}`);
  const id = signed.signatureId;
  await db.delete(outboxMessages).where(eq(outboxMessages.subjectId, id));
  await updateSignature(id, { signedAt: hoursAgo(hours) });
  await moveConfirmationMail(db, id, hoursAgo(hours));
  return { id, signer, supporterId: (await stored(id)).supporterId ?? "" };
}

const updateSignature = (id: string, values: Partial<typeof signatures.$inferInsert>) =>
  db.update(signatures).set(values).where(eq(signatures.id, id));
const change = (supporterId: string, choice: Partial<typeof supporters.$inferInsert>) =>
  db.update(supporters).set(choice).where(eq(supporters.id, supporterId));

async function stored(id: string) {
  const [signature] = await db.select().from(signatures).where(eq(signatures.id, id));
  if (!signature) throw new Error("the signature does not exist");
  return signature;
}

const remind = (how: { afterHours?: number; limit?: number; now?: Date } = {}) =>
  remindUnconfirmed(db, { now, afterHours: AFTER_HOURS, limit: 100, ...how });
const reminders = (id: string) =>
  db.$count(
    outboxMessages,
    and(eq(outboxMessages.subjectId, id), eq(outboxMessages.topic, "signature.reminder-due")),
  );

test("a person who has not confirmed after a day is reminded once", async () => {
  const { id } = await aWaitingSignature(AFTER_HOURS);
  expect(await remind({ now: new Date(now.getTime() - 1) })).toBe(0);
  expect(await remind()).toBe(1);
  expect(await reminders(id)).toBe(1);
  expect(await stored(id)).toMatchObject({
    remindedAt: now,
    confirmationAskedAt: now,
    confirmationsAsked: 2,
  });
  for (const days of [0, 1, 2, 5]) expect(await remind({ now: hoursAgo(-24 * days) })).toBe(0);
  expect(await reminders(id)).toBe(1);
});

test("the reminder has a new link, a new code and the one-click unsubscribe headers", async () => {
  const { id, signer } = await aWaitingSignature(30, { name: "Eve Typed This", comment: "And this." });
  const attempt = eq(signatureAttempts.signatureId, id);
  await db.update(signatureAttempts).set({ codeTries: MAX_CODE_TRIES }).where(attempt);
  const old = await tokenMailedAt(db, id, hoursAgo(30));
  await remind();
  const [mail, ...more] = await sealMails(db, now);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    to: signer.email.address,
    subject: expect.stringMatching(/^One step left: /),
  });
  const { subject = "", html = "", text = "", headers = {} } = mail ?? {};
  expect(subject + html + text).not.toMatch(/Eve|Typed|And this/);
  const choices = /http:\/\/localhost:3000\/en\/mail\/([\w-]+)/.exec(text)?.[1];
  expect(headers).toEqual({
    "List-Unsubscribe": `<http://localhost:3000/api/v1/unsubscribe/${choices}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
  const token = /\/en\/confirm\/([\w-]+)/.exec(text)?.[1] ?? "";
  expect(token).not.toBe(old);
  expect(await db.select().from(signatureAttempts).where(attempt)).toMatchObject([
    { codeTries: 0, askedAt: now },
  ]);
  const sixDaysLater = hoursAgo(-6 * 24);
  expect((await confirmByToken(db, { token, now: sixDaysLater })).outcome).toBe("confirmed");
});

test("the confirmation mail has an unsubscribe link, but not the bulk-mail header", async () => {
  const { slug } = await aCampaign(db);
  await signCampaign(db, aSigner({ campaign: slug, locale: "es" }));
  const [mail] = await sealMails(db, now);
  expect(mail?.headers).toBeUndefined();
  expect(mail?.text).toMatch(/http:\/\/localhost:3000\/es\/mail\/[\w-]+/);
});

const withoutReminder: [string, (signature: { id: string; supporterId: string }) => PromiseLike<unknown>][] =
  [
    ["who unsubscribed", ({ supporterId }) => change(supporterId, { unsubscribedAt: now })],
    ["who stopped all mail", ({ supporterId }) => change(supporterId, { neverMailAt: now })],
    [
      "whose address bounced",
      ({ supporterId }) => suppressAddresses(db, { supporterIds: [supporterId], reason: "bounced" }),
    ],
    [
      "who got the maximum number of mails for this signature",
      ({ id }) => updateSignature(id, { confirmationsAsked: MAX_CONFIRMATION_MAILS }),
    ],
    [
      "who signed too long ago",
      ({ id }) => updateSignature(id, { signedAt: hoursAgo(CONFIRM_WITHIN_DAYS * 24) }),
    ],
    ["whose signature is quarantined", ({ id }) => updateSignature(id, { quarantinedAt: now })],
    ["whose campaign is closed", async ({ id }) => closeCampaignOf(id)],
  ];

test.each(withoutReminder)("a person %s gets no reminder", async (_, arrange) => {
  const signature = await aWaitingSignature();
  await arrange(signature);
  expect(await remind()).toBe(1);
  expect(await reminders(signature.id)).toBe(0);
  const { remindedAt, confirmationsAsked, confirmationAskedAt } = await stored(signature.id);
  expect(remindedAt).toEqual(now);
  expect(confirmationAskedAt).toEqual(hoursAgo(AFTER_HOURS));
  expect(confirmationsAsked).not.toBe(2);
  expect(await remind()).toBe(0);
});

async function closeCampaignOf(id: string) {
  const { campaignId } = await stored(id);
  await db
    .update(campaigns)
    .set({ closedAt: hoursAgo(1) })
    .where(eq(campaigns.id, campaignId));
}

test("no reminder is sent while reminders are disabled", async () => {
  const { id } = await aWaitingSignature();
  expect(await remind({ afterHours: 0 })).toBe(0);
  expect((await stored(id)).remindedAt).toBeNull();
});

test("a person who confirmed or withdrew gets no reminder", async () => {
  const [confirmed, withdrawn] = [await aWaitingSignature(), await aWaitingSignature()];
  await updateSignature(confirmed.id, { confirmedAt: now });
  await updateSignature(withdrawn.id, { withdrawnAt: now });
  expect(await remind()).toBe(0);
});

test("a reminder waits until the last confirmation mail is a day old", async () => {
  const { id } = await aWaitingSignature(48);
  await moveConfirmationMail(db, id, hoursAgo(23));
  await updateSignature(id, { confirmationsAsked: 2 });
  expect(await remind()).toBe(0);
  expect((await stored(id)).remindedAt).toBeNull();
  expect(await remind({ now: hoursAgo(-1) })).toBe(1);
  expect(await reminders(id)).toBe(1);
});

test("a reminder waits until a day has passed since any mail to the same person", async () => {
  const { id, supporterId } = await aWaitingSignature(48);
  await change(supporterId, { mailedAt: [hoursAgo(47), hoursAgo(23)] });
  expect(await remind()).toBe(0);
  expect(await remind({ now: hoursAgo(-1) })).toBe(1);
  expect(await reminders(id)).toBe(1);
});

test("an enqueued reminder is not sent to people who confirmed meanwhile", async () => {
  const { id } = await aWaitingSignature();
  await remind();
  await updateSignature(id, { confirmedAt: now });
  expect(await sealMails(db, now)).toEqual([]);
  expect(await listFailures(db, id)).toEqual(["confirmed already, or withdrawn"]);
});

test("an enqueued reminder is not sent to people who unsubscribed meanwhile; mails they request are still sent", async () => {
  const { id, supporterId, signer } = await aWaitingSignature();
  await remind();
  await change(supporterId, { unsubscribedAt: now });
  expect(await sealMails(db, now)).toEqual([]);
  expect(await listFailures(db, id)).toEqual(["its owner wants no reminders"]);
  await moveConfirmationMail(db, id, hoursAgo(25));
  await resendConfirmation(db, await getNewestAttempt(db, id));
  expect(await sealMails(db, now)).toMatchObject([{ to: signer.email.address }]);
});

test("the oldest signatures are reminded first, up to the limit", async () => {
  const waiting = [];
  for (const hours of [30, 60, 40, 50]) waiting.push((await aWaitingSignature(hours)).id);
  const [newest = "", ...oldest] = waiting;
  expect(await remind({ limit: 3 })).toBe(3);
  expect(await Promise.all(oldest.map(reminders))).toEqual([1, 1, 1]);
  expect(await reminders(newest)).toBe(0);
  expect(await remind({ limit: 3 })).toBe(1);
});

test("two workers remind while people sign again, request mails and confirm: at most one reminder each, without deadlocks", async () => {
  const { slug: campaign } = await aCampaign(db);
  const people = await Promise.all(Array.from({ length: 80 }, () => aWaitingSignature(30, { campaign })));
  const ids = people.map(({ id }) => id);
  const worker = async () => {
    while ((await remind({ limit: 7 })) > 0);
  };
  const confirming = people.slice(0, 20).map(async ({ id }) => {
    const { token } = await getConfirmationMail(db, id);
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
  });
  const signing = people.slice(10, 40).map(({ signer }) => signCampaign(db, signer));
  const asking = [...ids.slice(20, 44), ...ids.slice(23, 47).reverse()].map(async (id) =>
    resendConfirmation(db, await getNewestAttempt(db, id)),
  );
  await Promise.all([worker(), worker(), ...confirming, ...signing, ...asking]);
  const messages = await db.select().from(outboxMessages).where(inArray(outboxMessages.subjectId, ids));
  const asked = messages.filter(
    ({ topic }) => !["signature.repeated", "signature.confirmed"].includes(topic),
  );
  expect(new Set(asked.map(({ subjectId }) => subjectId)).size).toBe(asked.length);
  // All signatures without concurrent changes were reminded.
  for (const id of ids.slice(50)) expect(await reminders(id)).toBe(1);
});

test("reminding does not wait for supporters locked by signing, confirming or sealing", async () => {
  const { id } = await aWaitingSignature(30);
  const supporterId = (await stored(id)).supporterId ?? "";
  await db.transaction(async (tx) => {
    await lockSupporters(tx, [supporterId]);
    expect(await remind()).toBeGreaterThan(0);
    await tx.update(supporters).set({ codeTries: 1 }).where(eq(supporters.id, supporterId));
  });
  expect(await reminders(id)).toBe(1);
});
