import { eq, inArray } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { outboxMessages, signatureAttempts, signatures, supporters } from "@/db/schema";
import { newId } from "@/lib/ids";
import { listAttempts } from "@/lib/signatures/attempts";
import { confirmByToken } from "@/lib/signatures/confirm";
import { CONFIRM_WITHIN_DAYS, confirmationToken } from "@/lib/signatures/confirm-token";
import { purgeUnconfirmed } from "@/lib/signatures/purge";
import { remindUnconfirmed } from "@/lib/signatures/remind";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";
import { signCampaign } from "@/lib/signatures/sign";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { getNewestAttempt, moveConfirmationMail, tokenMailedAt } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";
import { waitForLocks } from "../support/lock-waits";
import { listFailures, sealMails } from "../support/sealed-mails";

const { db, owner, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const AFTER_DAYS = 30;
const now = new Date();
const daysLater = (days: number) => new Date(now.getTime() + days * DAY_MS);

/** Creates an unconfirmed signature. */
async function aSignature({ email = `${newId()}@example.org`, campaign = "" } = {}) {
  const slug = campaign || (await aCampaign(db)).slug;
  const signer = aSigner({ campaign: slug, email, updates: true });
  const signed = await signCampaign(db, signer);
  if (signed.outcome !== "signed") throw new Error(`the signature was refused: ${signed.outcome}`);
  const id = signed.signatureId;
  // All signed at the same time, so that boundaries are exact.
  await updateSignature(id, { signedAt: now });
  await moveConfirmationMail(db, id, now);
  const supporterId = (await stored(id))?.supporterId ?? "";
  return { id, supporterId, campaign: slug, email, signer };
}

const updateSignature = (id: string, values: Partial<typeof signatures.$inferInsert>) =>
  db.update(signatures).set(values).where(eq(signatures.id, id));
const stored = async (id: string) => (await db.select().from(signatures).where(eq(signatures.id, id)))[0];
const countSupporter = (id: string) => db.$count(supporters, eq(supporters.id, id));
const purge = (when = daysLater(AFTER_DAYS), limit = 100) =>
  purgeUnconfirmed(db, { now: when, afterDays: AFTER_DAYS, limit });

async function traces({ id, supporterId }: { id: string; supporterId: string }) {
  return {
    signature: await db.$count(signatures, eq(signatures.id, id)),
    attempts: await db.$count(signatureAttempts, eq(signatureAttempts.signatureId, id)),
    mails: await db.$count(outboxMessages, eq(outboxMessages.subjectId, id)),
    person: await countSupporter(supporterId),
  };
}

const NOTHING = { signature: 0, attempts: 0, mails: 0, person: 0 };
const EVERYTHING = { signature: 1, attempts: 1, mails: 1, person: 1 };

test("an unconfirmed signature is deleted after exactly the configured time, with its attempts, mails and supporter", async () => {
  const waiting = await aSignature();
  const sent = await aSignature();
  const sentMail = { sentAt: now, batchId: null };
  await db.update(outboxMessages).set(sentMail).where(eq(outboxMessages.subjectId, sent.id));
  expect(await purge(new Date(daysLater(AFTER_DAYS).getTime() - 1))).toBe(0);
  expect(await traces(waiting)).toEqual(EVERYTHING);
  expect(await purge()).toBe(2);
  expect(await traces(waiting)).toEqual(NOTHING);
  expect(await traces(sent)).toEqual(NOTHING);
  expect(await purge()).toBe(0);
});

describe("purging keeps", () => {
  test.each([
    ["a confirmed signature", { confirmedAt: now }],
    ["a confirmed signature that is withdrawn", { confirmedAt: now, withdrawnAt: now }],
  ])("%s", async (_, values) => {
    const signature = await aSignature();
    await updateSignature(signature.id, values);
    expect(await purge()).toBe(0);
    expect(await traces(signature)).toEqual(EVERYTHING);
  });

  test("a signature whose signer requested a mail later: its link is still valid", async () => {
    const { id, supporterId } = await aSignature();
    const reminding = { now: daysLater(6), afterHours: 24, limit: 1_000 };
    expect(await remindUnconfirmed(db, reminding)).toBeGreaterThan(0);
    expect(await purge(daysLater(AFTER_DAYS + 5))).toBe(0);
    expect(await purge(daysLater(AFTER_DAYS + 6))).toBe(1);
    expect(await traces({ id, supporterId })).toEqual(NOTHING);
    expect(AFTER_DAYS).toBeGreaterThan(CONFIRM_WITHIN_DAYS);
  });

  test("a supporter with another signature or a verified address", async () => {
    const [first, verified] = [await aSignature(), await aSignature()];
    const second = await aSignature({ email: first.email });
    expect(second.supporterId).toBe(first.supporterId);
    await updateSignature(second.id, { confirmedAt: now });
    await db.update(supporters).set({ verifiedAt: now }).where(eq(supporters.id, verified.supporterId));
    expect(await purge()).toBe(2);
    expect(await traces(first)).toEqual({ ...NOTHING, person: 1 });
    expect(await traces(verified)).toEqual({ ...NOTHING, person: 1 });
    expect(await traces(second)).toEqual(EVERYTHING);
  });

  test("the choice to get no reminders, or no mail at all", async () => {
    const [unsubscribed, silent] = [await aSignature(), await aSignature()];
    const toNone = eq(supporters.id, unsubscribed.supporterId);
    await db.update(supporters).set({ unsubscribedAt: now }).where(toNone);
    await suppressAddresses(db, { supporterIds: [silent.supporterId], reason: "asked" });
    expect(await purge()).toBe(2);
    expect(await traces(unsubscribed)).toEqual({ ...NOTHING, person: 1 });
    expect(await traces(silent)).toEqual(NOTHING);
    const again = await aSignature({ email: silent.email });
    expect(again.supporterId).not.toBe(silent.supporterId);
    expect((await sealMails(db)).filter(({ to }) => to === silent.email)).toEqual([]);
    expect(await listFailures(db, again.id)).toEqual(["suppressed: its owner wants no mail"]);
    await updateSignature(again.id, { confirmedAt: now });
  });
});

test("all signatures of a person are deleted together, up to the limit per transaction", async () => {
  const email = "several@example.org";
  const own = [await aSignature({ email }), await aSignature({ email }), await aSignature({ email })];
  expect(await purge(daysLater(AFTER_DAYS), 2)).toBe(2);
  expect(await countSupporter(own[0]?.supporterId ?? "")).toBe(1);
  expect(await purge(daysLater(AFTER_DAYS), 2)).toBe(1);
  expect(await countSupporter(own[0]?.supporterId ?? "")).toBe(0);
});

test("the link and code of a purged signature do nothing, and requesting a mail gets the usual response", async () => {
  const { id } = await aSignature();
  const token = await tokenMailedAt(db, id, now);
  const attempt = await getNewestAttempt(db, id);
  await purge();
  expect(await confirmByToken(db, { token, now })).toEqual({ outcome: "unknown" });
  expect(await confirmByToken(db, { token, now: daysLater(AFTER_DAYS) })).toEqual({ outcome: "expired" });
  expect(await listAttempts(db, id)).toEqual([]);
  expect(await resendConfirmation(db, attempt)).toBeUndefined();
  expect(await db.$count(outboxMessages, eq(outboxMessages.subjectId, id))).toBe(0);
});

test("a person who is signing concurrently is skipped and purged later", async () => {
  const signature = await aSignature();
  await db.transaction(async (signing) => {
    await signing.select().from(supporters).where(eq(supporters.id, signature.supporterId)).for("update");
    expect(await purge()).toBe(0);
  });
  expect(await traces(signature)).toEqual(EVERYTHING);
  expect(await purge()).toBe(1);
});

test("a mail locked by a worker is skipped without waiting and stays without personal data", async () => {
  const signature = await aSignature();
  await db.transaction(async (sealing) => {
    const ofSignature = eq(outboxMessages.subjectId, signature.id);
    await sealing.select().from(outboxMessages).where(ofSignature).for("update");
    expect(await purge()).toBe(1);
  });
  expect(await traces(signature)).toEqual({ ...NOTHING, mails: 1 });
  expect((await sealMails(db)).filter(({ to }) => to === signature.email)).toEqual([]);
  expect(await listFailures(db, signature.id)).toEqual(["confirmed already, or withdrawn"]);
});

test("a person who signs during their purge waits, and becomes a new supporter with a new signature", async () => {
  const old = await aSignature();
  const { slug: other } = await aCampaign(db);
  let purging: Promise<number> | undefined;
  let signing: ReturnType<typeof signCampaign>[] = [];
  await db.transaction(async (blocker) => {
    // The purge has locked the supporter and stops here before it deletes the attempt.
    await blocker
      .select()
      .from(signatureAttempts)
      .where(eq(signatureAttempts.signatureId, old.id))
      .for("update");
    purging = purge();
    await waitForLocks({ owner }, 1);
    signing = [old.campaign, other].map((campaign) => signCampaign(db, { ...old.signer, campaign }));
    // The second one waits for the first in this process.
    await waitForLocks({ owner }, 2);
  });
  expect(await purging).toBe(1);
  const signed = await Promise.all(signing);
  expect(signed.map(({ outcome }) => outcome)).toEqual(["signed", "signed"]);
  const ids = signed.flatMap((one) => ("signatureId" in one ? one.signatureId : []));
  const rows = await db.select().from(signatures).where(inArray(signatures.id, ids));
  const people = new Set(rows.map(({ supporterId }) => supporterId));
  expect(rows).toHaveLength(2);
  expect([...people]).toEqual([expect.not.stringMatching(old.supporterId)]);
  expect(await countSupporter(old.supporterId)).toBe(0);
});

test("purging while the same people sign, confirm, request mails and are mailed causes no errors and loses no new signature", async () => {
  const { slug: campaign } = await aCampaign(db);
  const { slug: other } = await aCampaign(db);
  const old = await Promise.all(Array.from({ length: 60 }, () => aSignature({ campaign })));
  const people = old.map(({ email }) => email);
  const purgeAll = async () => {
    while ((await purge(daysLater(AFTER_DAYS), 5)) > 0);
  };
  const signing = people.flatMap((email) =>
    [campaign, other].map((slug) => signCampaign(db, aSigner({ campaign: slug, email }))),
  );
  const attempts = await Promise.all(old.map(({ id }) => getNewestAttempt(db, id)));
  const confirming = attempts.map((attempt) => {
    const token = confirmationToken({ ...attempt, askedAt: now });
    return confirmByToken(db, { token, now });
  });
  const asking = attempts.map((attempt) => resendConfirmation(db, attempt));
  const [signed] = await Promise.all([
    Promise.all(signing),
    purgeAll(),
    purgeAll(),
    sealMails(db, new Date(), 10),
    ...confirming,
    ...asking,
  ]);
  await purgeAll();
  const fresh = signed.flatMap((answer) => (answer.outcome === "signed" ? answer.signatureId : []));
  expect(fresh.length).toBeGreaterThanOrEqual(old.length);
  expect(await db.$count(signatures, inArray(signatures.id, fresh))).toBe(fresh.length);
  expect(signed.filter(({ outcome }) => outcome === "already-signed")).toHaveLength(
    people.length * 2 - fresh.length,
  );
});
