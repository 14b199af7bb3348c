import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { shareLinks, shareVisits } from "@/db/schema";
import { newId, newShareCode } from "@/lib/ids";
import { openOwnLink, recordVisit } from "@/lib/sharing/mutations";
import { getShareLink } from "@/lib/sharing/queries";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const visitsOf = (shareLinkId: string) =>
  db
    .select({ on: shareVisits.visitedOn, visits: shareVisits.visits })
    .from(shareVisits)
    .where(eq(shareVisits.shareLinkId, shareLinkId))
    .orderBy(shareVisits.visitedOn);

test("a link leads to its campaign or to its article, in its own language", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db);
  const toCampaign = await aShareLink(db, { campaignId: campaign.id, locale: "es" });
  const toArticle = await aShareLink(db, { articleId: article.id });
  expect(await getShareLink(db, toCampaign.code)).toEqual({
    id: toCampaign.id,
    locale: "es",
    articleSlug: null,
    campaignSlug: campaign.slug,
  });
  expect(await getShareLink(db, toArticle.code)).toMatchObject({
    articleSlug: article.slug,
    campaignSlug: null,
  });
  const ofASigner = await aShareLink(db, { campaignId: campaign.id, articleId: article.id });
  expect(await getShareLink(db, ofASigner.code)).toMatchObject({
    articleSlug: article.slug,
    campaignSlug: campaign.slug,
  });
  expect(await getShareLink(db, newShareCode())).toBeNull();
});

test("a signer has one link of their own, also when it is asked for many times at once", async () => {
  const campaign = await aCampaign(db);
  const parent = await aShareLink(db, { campaignId: campaign.id });
  const { id: articleId } = await anArticle(db, { carries: [campaign] });
  const made = { campaignId: campaign.id, articleId, parentId: parent.id, locale: "es" } as const;
  const link = { ...made, signatureId: newId() };
  const codes = await Promise.all(
    Array.from({ length: 20 }, () => db.transaction((tx) => openOwnLink(tx, link))),
  );
  expect(new Set(codes).size).toBe(1);
  const own = await db.select().from(shareLinks).where(eq(shareLinks.ownerSignatureId, link.signatureId));
  expect(own).toMatchObject([{ ...made, code: codes[0] }]);
});

test("visits are counted by day (UTC), each exactly once though many come at once", async () => {
  const { id } = await aShareLink(db, { campaignId: (await aCampaign(db)).id });
  const lateOnFriday = new Date("2026-11-06T23:59:59Z");
  const earlyOnSaturday = new Date("2026-11-07T00:00:00Z");
  await Promise.all([
    ...Array.from({ length: 30 }, () => recordVisit(db, { shareLinkId: id, now: lateOnFriday })),
    recordVisit(db, { shareLinkId: id, now: earlyOnSaturday }),
  ]);
  expect(await visitsOf(id)).toEqual([
    { on: "2026-11-06", visits: 30 },
    { on: "2026-11-07", visits: 1 },
  ]);
});
