import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { signatureAttempts, signatures, supporters } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { confirmByCode, confirmByToken } from "@/lib/signatures/confirm";
import { type AttemptRef, CONFIRM_WITHIN_DAYS } from "@/lib/signatures/confirm-token";
import { MAX_CONFIRMATION_MAILS } from "@/lib/signatures/mail-limits";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";
import { MAX_CODE_TRIES, MAX_CODE_TRIES_PER_DAY } from "@/lib/signatures/try-code";
import { MAILS_PER_DAY } from "@/lib/supporters/daily-mail-limit";
import { getConfirmationMail, moveConfirmationMail, signPending } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { countConfirmationMails } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const now = new Date();
const longAfter = new Date(now.getTime() + (CONFIRM_WITHIN_DAYS + 1) * DAY_MS);

const aPendingSignature = () => signPending(db);
const countOf = async (campaign: string) => (await getCount(db, campaign))?.signatures;
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");
const tryCode = (attempt: AttemptRef, code: string) => confirmByCode(db, { code, attempt, now });
const codeTries = async (id: string) =>
  (await db.select().from(signatureAttempts).where(eq(signatureAttempts.signatureId, id)))[0]?.codeTries;
const stored = async (id: string) => (await db.select().from(signatures).where(eq(signatures.id, id)))[0];

describe("the code of a mail", () => {
  test("confirms the attempt that it was mailed about", async () => {
    const [first, second] = [await aPendingSignature(), await aPendingSignature()];
    expect(await tryCode(first, first.code)).toMatchObject({
      outcome: "confirmed",
      campaign: first.campaign,
    });
    expect((await stored(second.id))?.confirmedAt).toBeNull();
  });

  test("of another attempt is wrong", async () => {
    const [first, second] = [await aPendingSignature(), await aPendingSignature()];
    expect(await tryCode(second, first.code)).toEqual({
      outcome: "wrong-code",
      triesLeft: MAX_CODE_TRIES - 1,
    });
    expect([await codeTries(first.id), await codeTries(second.id)]).toEqual([0, 1]);
  });

  test(`allows ${MAX_CODE_TRIES} tries, says how many are left, and then only the link works`, async () => {
    const signature = await aPendingSignature();
    const { id, campaign, code, token } = signature;
    for (let left = MAX_CODE_TRIES - 1; left >= 0; left -= 1)
      expect(await tryCode(signature, wrong(code, left + 1))).toEqual({
        outcome: "wrong-code",
        triesLeft: left,
      });
    expect(await tryCode(signature, code)).toEqual({ outcome: "wrong-code", triesLeft: 0 });
    expect(await codeTries(id)).toBe(MAX_CODE_TRIES);
    expect(await countOf(campaign)).toBe(0);
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
  });

  test("does not allow more tries in parallel", async () => {
    const signature = await aPendingSignature();
    const guesses = Array.from({ length: 50 }, (_, index) =>
      tryCode(signature, wrong(signature.code, index + 1)),
    );
    expect(new Set((await Promise.all(guesses)).map(({ outcome }) => outcome))).toEqual(
      new Set(["wrong-code"]),
    );
    expect(await codeTries(signature.id)).toBe(MAX_CODE_TRIES);
    expect(await tryCode(signature, signature.code)).toEqual({ outcome: "wrong-code", triesLeft: 0 });
  });

  test("gives no tries back to any attempt when it is correct", async () => {
    const [first, second] = [await aPendingSignature(), await aPendingSignature()];
    await tryCode(first, wrong(first.code));
    await tryCode(second, wrong(second.code));
    await tryCode(first, first.code);
    expect([await codeTries(first.id), await codeTries(second.id)]).toEqual([2, 1]);
  });

  test(`is refused after ${MAX_CODE_TRIES_PER_DAY} codes for one address in a day, until the next day`, async () => {
    const signature = await aPendingSignature();
    const person = eq(supporters.id, (await stored(signature.id))?.supporterId ?? "");
    await db
      .update(supporters)
      .set({ codeTries: MAX_CODE_TRIES_PER_DAY - 1, codeTriesOn: now.toISOString().slice(0, 10) })
      .where(person);
    expect(await tryCode(signature, wrong(signature.code))).toMatchObject({ outcome: "wrong-code" });
    expect(await tryCode(signature, signature.code)).toEqual({ outcome: "too-many-codes" });
    const tomorrow = new Date(now.getTime() + DAY_MS);
    expect(
      await confirmByCode(db, { code: signature.code, attempt: signature, now: tomorrow }),
    ).toMatchObject({ outcome: "confirmed" });
  });

  test("sent twice concurrently confirms once, and sent again returns the same result", async () => {
    const signature = await aPendingSignature();
    const { campaign, code } = signature;
    const [one, two] = await Promise.all([tryCode(signature, code), tryCode(signature, code)]);
    expect(one).toMatchObject({ outcome: "confirmed", campaign });
    expect(two).toEqual(one);
    expect(await tryCode(signature, code)).toEqual(one);
    expect(await countOf(campaign)).toBe(1);
  });

  test("expires with its mail", async () => {
    const signature = await aPendingSignature();
    expect(await confirmByCode(db, { code: signature.code, attempt: signature, now: longAfter })).toEqual({
      outcome: "expired",
    });
  });
});

describe("requesting another mail", () => {
  const countMails = (id: string) => countConfirmationMails(db, id);
  const passTime = (id: string) => moveConfirmationMail(db, id, new Date(Date.now() - 2 * DAY_MS));

  test("gives a locked attempt a new code and new tries, up to five mails in all", async () => {
    const signature = await aPendingSignature();
    const { id, code } = signature;
    for (let tries = 0; tries < MAX_CODE_TRIES; tries += 1) await tryCode(signature, wrong(code));
    await passTime(id);
    await Promise.all(Array.from({ length: 3 }, () => resendConfirmation(db, signature)));
    expect(await countMails(id)).toBe(2);
    expect(await codeTries(id)).toBe(0);
    const renewed = await getConfirmationMail(db, id);
    expect(renewed.code).not.toBe(code);
    for (let day = 0; day < MAX_CONFIRMATION_MAILS + 2; day += 1) {
      await passTime(id);
      await resendConfirmation(db, signature);
    }
    expect(await countMails(id)).toBe(MAX_CONFIRMATION_MAILS);
    expect((await tryCode(signature, (await getConfirmationMail(db, id)).code)).outcome).toBe("confirmed");
  });

  test("gives no new guesses at a code where the day's mails were sent, though it says so as for others", async () => {
    const signature = await aPendingSignature();
    const { id, code } = signature;
    const mailedAt = Array.from({ length: MAILS_PER_DAY }, () => new Date());
    const person = eq(supporters.id, (await stored(id))?.supporterId ?? "");
    await db.update(supporters).set({ mailedAt }).where(person);
    for (let tries = 0; tries < MAX_CODE_TRIES; tries += 1) await tryCode(signature, wrong(code));
    await db.update(signatureAttempts).set({ triesShownFrom: new Date(Date.now() - 300_000) });
    await resendConfirmation(db, signature);
    expect(await countMails(id)).toBe(1);
    const refused = { outcome: "wrong-code", triesLeft: MAX_CODE_TRIES - 1 };
    expect(await tryCode(signature, code)).toEqual(refused);
  });

  test("sends none after confirmation or to people who stopped all mail", async () => {
    const [confirmed, silent] = [await aPendingSignature(), await aPendingSignature()];
    await passTime(confirmed.id);
    await passTime(silent.id);
    await confirmByToken(db, { token: confirmed.token, now });
    const supporterId = (await stored(silent.id))?.supporterId ?? "";
    await db.update(supporters).set({ neverMailAt: now }).where(eq(supporters.id, supporterId));
    await resendConfirmation(db, confirmed);
    await resendConfirmation(db, silent);
    expect([await countMails(confirmed.id), await countMails(silent.id)]).toEqual([1, 1]);
  });
});
