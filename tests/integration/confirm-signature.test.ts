import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { countEvents, outboxMessages, shareLinks, signatures, supporters } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { newId } from "@/lib/ids";
import { confirmByCode, confirmByToken } from "@/lib/signatures/confirm";
import {
  CONFIRM_WITHIN_DAYS,
  confirmationCode,
  confirmationToken,
  MAX_CODE_ATTEMPTS,
} from "@/lib/signatures/confirm-token";
import { MAX_CONFIRMATION_MAILS } from "@/lib/signatures/mail-limits";
import { listConfirmationMails } from "@/lib/signatures/mails";
import { resendConfirmations } from "@/lib/signatures/resend-confirmation";
import { signCampaign } from "@/lib/signatures/sign";
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
  const mail = (await listConfirmationMails(db, [signed.signatureId])).get(signed.signatureId);
  if (!mail) throw new Error("there is no mail to send");
  return { id: signed.signatureId, campaign, token: mail.token, code: mail.code };
}

const countOf = async (campaign: string) => (await getCount(db, campaign))?.signatures;
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");
const tryCode = (id: string, code: string) => confirmByCode(db, { code, signatureIds: [id], now });
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
    const orphan = confirmationToken({ signatureId: newId(), askedAt: now });
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
    await db
      .update(signatures)
      .set({ confirmationAskedAt: new Date(now.getTime() + DAY_MS) })
      .where(eq(signatures.id, id));
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
  });
});

describe("the code of a mail", () => {
  test("confirms the matching one of a browser's pending signatures", async () => {
    const [first, second] = [await aPendingSignature(), await aPendingSignature()];
    const confirmed = await confirmByCode(db, { code: first.code, signatureIds: [second.id, first.id], now });
    expect(confirmed).toMatchObject({ outcome: "confirmed", campaign: first.campaign });
    expect((await stored(second.id))?.confirmedAt).toBeNull();
  });

  test("does not work without the browser's ticket", async () => {
    const { code } = await aPendingSignature();
    expect(await confirmByCode(db, { code, signatureIds: [], now })).toEqual({ outcome: "unknown" });
    expect(await tryCode((await aPendingSignature()).id, wrong(code))).toEqual({ outcome: "wrong-code" });
  });

  test(`allows ${MAX_CODE_ATTEMPTS} attempts, after which only the link works`, async () => {
    const { id, campaign, code, token } = await aPendingSignature();
    for (let guess = 1; guess <= MAX_CODE_ATTEMPTS; guess += 1)
      expect(await tryCode(id, wrong(code, guess))).toEqual({ outcome: "wrong-code" });
    expect(await tryCode(id, code)).toEqual({ outcome: "wrong-code" });
    expect(await countOf(campaign)).toBe(0);
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
  });

  test("does not allow more attempts in parallel", async () => {
    const { id, code } = await aPendingSignature();
    const guesses = Array.from({ length: 50 }, (_, index) => tryCode(id, wrong(code, index + 1)));
    expect(new Set((await Promise.all(guesses)).map(({ outcome }) => outcome))).toEqual(
      new Set(["wrong-code"]),
    );
    expect((await stored(id))?.codeTries).toBe(MAX_CODE_ATTEMPTS);
    expect(await tryCode(id, code)).toEqual({ outcome: "wrong-code" });
  });

  test("sent twice concurrently confirms once, and sent again returns the same result", async () => {
    const { id, campaign, code } = await aPendingSignature();
    const [one, two] = await Promise.all([tryCode(id, code), tryCode(id, code)]);
    expect(one).toMatchObject({ outcome: "confirmed", campaign });
    expect(two).toEqual(one);
    expect(await tryCode(id, code)).toEqual(one);
    expect(await countOf(campaign)).toBe(1);
  });

  test("is checked only against the given campaign, and uses no attempts of the others", async () => {
    const [first, second] = [await aPendingSignature(), await aPendingSignature()];
    const signatureIds = [first.id, second.id];
    const otherCampaign = { code: first.code, campaign: second.campaign, signatureIds, now };
    expect(await confirmByCode(db, otherCampaign)).toEqual({ outcome: "wrong-code" });
    expect([(await stored(first.id))?.codeTries, (await stored(second.id))?.codeTries]).toEqual([0, 1]);
    expect((await confirmByCode(db, { ...otherCampaign, campaign: first.campaign })).outcome).toBe(
      "confirmed",
    );
  });

  test("uses no attempts when correct, and one of each candidate when wrong", async () => {
    const [first, second] = [await aPendingSignature(), await aPendingSignature()];
    const signatureIds = [first.id, second.id];
    await confirmByCode(db, { code: "none", signatureIds, now });
    await confirmByCode(db, { code: first.code, signatureIds, now });
    expect([(await stored(first.id))?.codeTries, (await stored(second.id))?.codeTries]).toEqual([1, 1]);
  });

  test("expires with its mail", async () => {
    const { id, code } = await aPendingSignature();
    expect(await confirmByCode(db, { code, signatureIds: [id], now: longAfter })).toEqual({
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
  const passDay = (id: string) =>
    db
      .update(signatures)
      .set({ confirmationAskedAt: new Date(Date.now() - 2 * DAY_MS), codeTries: MAX_CODE_ATTEMPTS })
      .where(eq(signatures.id, id));

  test("sends one a day, five in all, each with a new code and new attempts", async () => {
    const { id, code } = await aPendingSignature();
    await resendConfirmations(db, [id]);
    expect(await countMails(id)).toBe(1);
    await passDay(id);
    await Promise.all([
      resendConfirmations(db, [id]),
      resendConfirmations(db, [id]),
      resendConfirmations(db, [id]),
    ]);
    expect(await countMails(id)).toBe(2);
    const { confirmationAskedAt = now, codeTries } = (await stored(id)) ?? {};
    expect(codeTries).toBe(0);
    expect(confirmationCode({ signatureId: id, askedAt: confirmationAskedAt })).not.toBe(code);
    for (let day = 0; day < MAX_CONFIRMATION_MAILS + 2; day += 1) {
      await passDay(id);
      await resendConfirmations(db, [id]);
    }
    expect(await countMails(id)).toBe(MAX_CONFIRMATION_MAILS);
  });

  test("sends none after confirmation or to people who stopped all mail", async () => {
    const [confirmed, silent] = [await aPendingSignature(), await aPendingSignature()];
    await confirmByToken(db, { token: confirmed.token, now });
    const supporterId = (await stored(silent.id))?.supporterId ?? "";
    await db.update(supporters).set({ neverMailAt: now }).where(eq(supporters.id, supporterId));
    await passDay(confirmed.id);
    await passDay(silent.id);
    await resendConfirmations(db, [confirmed.id, silent.id]);
    expect([await countMails(confirmed.id), await countMails(silent.id)]).toEqual([1, 1]);
  });
});
