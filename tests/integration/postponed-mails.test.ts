import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { outboxMessages, signatures, supporters } from "@/db/schema";
import { newId } from "@/lib/ids";
import { CONFIRMATION_INTERVAL_SECONDS } from "@/lib/signatures/mail-limits";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";
import { signCampaign } from "@/lib/signatures/sign";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { getNewestAttempt, moveConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";
import { listFailures, sealMails } from "../support/sealed-mails";
import { getSigner } from "../support/signers";

const { db, drop } = await aDatabase();
afterAll(drop);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIMIT = "limit: three mails a day";
const now = new Date();
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const later = (seconds: number) => new Date(Date.now() + seconds * 1_000);

const setMailedAt = (supporterId: string, mailedAt: Date[]) =>
  db.update(supporters).set({ mailedAt }).where(eq(supporters.id, supporterId));

async function aSignature() {
  const signer = aSigner({ campaign: (await aCampaign(db)).slug, email: `full.${newId()}@example.org` });
  const signed = await signCampaign(db, signer);
  if (signed.outcome !== "signed") throw new Error("the signature was refused");
  return { id: signed.signatureId, signer, person: await getSigner(db, signed.signatureId) };
}

const resend = async (id: string) => resendConfirmation(db, await getNewestAttempt(db, id));
const sealed = async (signer: NewSignature, when?: Date) =>
  (await sealMails(db, when)).filter(({ to }) => to === signer.email.address);

describe("a person whose mail was dropped by the daily limit", () => {
  /** Creates a person who got three mails, the first `hours` ago, and whose next mail was dropped. */
  async function aSignerAtTheLimit(hours: number) {
    const signature = await aSignature();
    const { id, person } = signature;
    await setMailedAt(person.id, [at(-hours * HOUR_MS), at(-HOUR_MS), at(-HOUR_MS)]);
    expect(await sealMails(db)).toEqual([]);
    expect(await listFailures(db, id)).toEqual([LIMIT]);
    await moveConfirmationMail(db, id, at(-HOUR_MS));
    return signature;
  }

  test("gets a mail when they sign again or ask for one as soon as the limit allows", async () => {
    for (const ask of [
      async (signer: NewSignature) => void (await signCampaign(db, signer)),
      async (_: NewSignature, id: string) => resend(id),
    ]) {
      const { id, signer, person } = await aSignerAtTheLimit(23);
      await ask(signer, id);
      expect(await listFailures(db, id)).toEqual([LIMIT]);
      await setMailedAt(person.id, [at(-25 * HOUR_MS), at(-2 * HOUR_MS), at(-2 * HOUR_MS)]);
      await ask(signer, id);
      expect(await listFailures(db, id)).toEqual([LIMIT, null]);
      expect(await sealed(signer)).toHaveLength(1);
    }
  });

  test("does not cause a queued message each time someone signs in their name", async () => {
    const { id, signer } = await aSignerAtTheLimit(2);
    for (let times = 0; times < 20; times += 1) {
      await signCampaign(db, { ...signer, name: `Eve ${times}` });
      await sealMails(db);
    }
    expect(await listFailures(db, id)).toEqual([LIMIT]);
  });

  test('gets an "already signed" mail only when they sign again after the limit allows', async () => {
    const { id, signer, person } = await aSignerAtTheLimit(2);
    await db.update(signatures).set({ confirmedAt: now }).where(eq(signatures.id, id));
    for (let times = 0; times < 3; times += 1) {
      await signCampaign(db, signer);
      expect(await sealed(signer)).toEqual([]);
    }
    expect(await listFailures(db, id)).toEqual([LIMIT]);
    await setMailedAt(person.id, [at(-DAY_MS - HOUR_MS)]);
    await signCampaign(db, signer);
    expect(await sealed(signer)).toHaveLength(1);
  });
});

test("an outdated queued mail is not sent once a later one was requested", async () => {
  const { id, signer } = await aSignature();
  const yesterday = at(-DAY_MS - HOUR_MS);
  await db.update(outboxMessages).set({ createdAt: yesterday }).where(eq(outboxMessages.subjectId, id));
  await moveConfirmationMail(db, id, yesterday);
  await resend(id);
  expect(await listFailures(db, id)).toEqual([null, null]);
  expect(await sealed(signer)).toHaveLength(1);
  expect(await listFailures(db, id)).toEqual(["a later mail says the same", null]);
});

describe("another mail", () => {
  test("is sent when it is asked for two minutes after the last, and not before", async () => {
    const { id, signer } = await aSignature();
    expect(await sealed(signer)).toHaveLength(1);
    await resend(id);
    expect(await sealed(signer, later(CONFIRMATION_INTERVAL_SECONDS * 2))).toEqual([]);
    await moveConfirmationMail(db, id, later(-CONFIRMATION_INTERVAL_SECONDS - 1));
    await resend(id);
    expect(await sealed(signer)).toHaveLength(1);
  });

  test("about a corrected attempt is sent two minutes after the first", async () => {
    const { id, signer } = await aSignature();
    expect(await sealed(signer)).toHaveLength(1);
    await signCampaign(db, { ...signer, name: "Corrected" });
    expect(await sealed(signer, later(CONFIRMATION_INTERVAL_SECONDS - 10))).toEqual([]);
    expect(await sealed(signer, later(CONFIRMATION_INTERVAL_SECONDS + 1))).toHaveLength(1);
    expect(await listFailures(db, id)).toEqual([null, null]);
  });

  test("waits for at most two others, however many attempts there are", async () => {
    const { id, signer } = await aSignature();
    for (let times = 0; times < 10; times += 1) await signCampaign(db, { ...signer, name: `Eve ${times}` });
    expect(await listFailures(db, id)).toEqual([null, null, null]);
  });
});
