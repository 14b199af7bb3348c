import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import {
  countEvents,
  outboxMessages,
  shareLinks,
  signatureAttempts,
  signatures,
  supporters,
} from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { newId } from "@/lib/ids";
import { confirmByCode, confirmByToken } from "@/lib/signatures/confirm";
import { type AttemptRef, CONFIRM_WITHIN_DAYS, confirmationToken } from "@/lib/signatures/confirm-token";
import { MAX_CONFIRMATION_MAILS } from "@/lib/signatures/mail-limits";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";
import { signCampaign } from "@/lib/signatures/sign";
import { MAX_CODE_TRIES, MAX_CODE_TRIES_PER_DAY } from "@/lib/signatures/try-code";
import { getConfirmationMail, moveConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner, type SignerOverrides } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const now = new Date();
const longAfter = new Date(now.getTime() + (CONFIRM_WITHIN_DAYS + 1) * DAY_MS);

/** Signs, and returns the signature with the token and code of its mail. */
async function aPendingSignature(overrides: SignerOverrides = {}) {
  const campaign = overrides.campaign ?? (await aCampaign(db)).slug;
  const signed = await signCampaign(db, aSigner({ ...overrides, campaign }));
  if (signed.outcome !== "signed") throw new Error(`the signature was refused: ${signed.outcome}`);
  const { signatureId, attemptId } = signed;
  const { token, code } = await getConfirmationMail(db, signatureId);
  return { id: signatureId, signatureId, attemptId, campaign, token, code };
}

const countOf = async (campaign: string) => (await getCount(db, campaign))?.signatures;
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");
const tryCode = (attempt: AttemptRef, code: string) => confirmByCode(db, { code, attempt, now });
const codeTries = async (id: string) =>
  (await db.select().from(signatureAttempts).where(eq(signatureAttempts.signatureId, id)))[0]?.codeTries;
const stored = async (id: string) => (await db.select().from(signatures).where(eq(signatures.id, id)))[0];

describe("the token of a mailed link", () => {
  test("confirms: the signature counts, the supporter is verified, and their name and country are stored", async () => {
    const { id, campaign, token } = await aPendingSignature({
      name: "Ada Byron",
      country: "GB",
      locale: "es",
    });
    expect(await countOf(campaign)).toBe(0);
    const confirmed = await confirmByToken(db, { token, now });
    expect(confirmed).toMatchObject({
      outcome: "confirmed",
      campaign,
      locale: "es",
      shareCode: expect.stringMatching(/^[a-z0-9]{9}$/),
    });
    expect(await countOf(campaign)).toBe(1);
    const [person] = await db
      .select()
      .from(supporters)
      .where(eq(supporters.id, (await stored(id))?.supporterId ?? ""));
    expect(person).toMatchObject({
      name: "Ada Byron",
      country: "GB",
      locale: "es",
      verifiedAt: expect.any(Date),
    });
  });

  test("confirms once under concurrent and repeated use: one count, one event, one link", async () => {
    const { id, campaign, token } = await aPendingSignature();
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirmByToken(db, { token, now })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.outcome).toBe("confirmed");
    expect(await countOf(campaign)).toBe(1);
    expect(
      await db.$count(countEvents, eq(countEvents.campaignId, (await stored(id))?.campaignId ?? "")),
    ).toBe(1);
    expect(await db.$count(shareLinks, eq(shareLinks.ownerSignatureId, id))).toBe(1);
  });

  test("is rejected when it is expired or invalid, or its signature was deleted", async () => {
    const { id, campaign, token } = await aPendingSignature();
    expect(await confirmByToken(db, { token, now: longAfter })).toEqual({ outcome: "expired" });
    expect(await confirmByToken(db, { token: token.slice(1), now })).toEqual({ outcome: "unknown" });
    const orphan = confirmationToken({ signatureId: newId(), attemptId: newId(), askedAt: now });
    expect(await confirmByToken(db, { token: orphan, now })).toEqual({ outcome: "unknown" });
    await db.update(signatures).set({ withdrawnAt: now }).where(eq(signatures.id, id));
    expect(await confirmByToken(db, { token, now })).toEqual({ outcome: "unknown" });
    expect(await countOf(campaign)).toBe(0);
  });

  test("confirms a quarantined signature without counting it", async () => {
    const { id, campaign, token } = await aPendingSignature();
    await db.update(signatures).set({ quarantinedAt: now }).where(eq(signatures.id, id));
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
    expect(await countOf(campaign)).toBe(0);
  });

  test("still confirms after a newer mail was sent", async () => {
    const { id, token } = await aPendingSignature();
    await moveConfirmationMail(db, id, new Date(now.getTime() + DAY_MS));
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
  });
});

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

test("100 concurrent confirmations raise the count by 100, each with its attribution", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { callOuts: [campaign] });
  const link = await aShareLink(db, { campaignId: campaign.id, channel: "copy" });
  const attribution = {
    campaign: campaign.slug,
    article: article.slug,
    callout: "1",
    via: link.code,
    country: "KE",
  };
  const pending = await Promise.all(Array.from({ length: 100 }, () => aPendingSignature(attribution)));
  await Promise.all(pending.map(({ token }) => confirmByToken(db, { token, now })));
  expect(await countOf(campaign.slug)).toBe(100);
  const events = await db.select().from(countEvents).where(eq(countEvents.campaignId, campaign.id));
  expect(events).toHaveLength(100);
  for (const event of events)
    expect(event).toMatchObject({
      change: 1,
      articleId: article.id,
      callout: "1",
      shareLinkId: link.id,
      channel: "copy",
      country: "KE",
    });
  const own = await db.select().from(shareLinks).where(eq(shareLinks.parentId, link.id));
  expect(new Set(own.map(({ code }) => code)).size).toBe(100);
});

describe("requesting another mail", () => {
  const countMails = (id: string) => db.$count(outboxMessages, eq(outboxMessages.subjectId, id));
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
