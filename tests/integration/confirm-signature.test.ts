import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { countEvents, shareLinks, signatures, supporters } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { newId } from "@/lib/ids";
import { confirmByToken } from "@/lib/signatures/confirm";
import { CONFIRM_WITHIN_DAYS, confirmationToken } from "@/lib/signatures/confirm-token";
import { withdrawSignature } from "@/lib/signatures/withdraw";
import { moveConfirmationMail, signPending } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const now = new Date();
const longAfter = new Date(now.getTime() + (CONFIRM_WITHIN_DAYS + 1) * DAY_MS);

const countOf = async (campaign: string) => (await getCount(db, campaign))?.signatures;
const stored = async (id: string) => (await db.select().from(signatures).where(eq(signatures.id, id)))[0];

describe("the token of a mailed link", () => {
  test("confirms: the signature counts, the supporter is verified, and their name and country are stored", async () => {
    const { id, campaign, token } = await signPending(db, {
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
    const { id, campaign, token } = await signPending(db);
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
    const { id, campaign, token } = await signPending(db);
    expect(await confirmByToken(db, { token, now: longAfter })).toEqual({ outcome: "expired" });
    expect(await confirmByToken(db, { token: token.slice(1), now })).toEqual({ outcome: "unknown" });
    const orphan = confirmationToken({ signatureId: newId(), attemptId: newId(), askedAt: now });
    expect(await confirmByToken(db, { token: orphan, now })).toEqual({ outcome: "unknown" });
    await withdrawSignature(db, { signatureId: id });
    expect(await confirmByToken(db, { token, now })).toEqual({ outcome: "unknown" });
    expect(await countOf(campaign)).toBe(0);
  });

  test("confirms a quarantined signature without counting it", async () => {
    const { id, campaign, token } = await signPending(db);
    await db.update(signatures).set({ quarantinedAt: now }).where(eq(signatures.id, id));
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
    expect(await countOf(campaign)).toBe(0);
  });

  test("still confirms after a newer mail was sent", async () => {
    const { id, token } = await signPending(db);
    await moveConfirmationMail(db, id, new Date(now.getTime() + DAY_MS));
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
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
  const pending = await Promise.all(Array.from({ length: 100 }, () => signPending(db, attribution)));
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
