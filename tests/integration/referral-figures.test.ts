import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { attributionTallies } from "@/db/schema";
import {
  countThroughForeignLinks,
  countVisits,
  listChannelYields,
  listGenerations,
  listLandings,
  listTopLinks,
  sumGenerations,
} from "@/lib/reporting/referrals";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { referralFactories } from "../support/referral-factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const { aChain, addConfirmations, addVisits, foldAll } = referralFactories(db);

test("lists the links with the most signatures first, over all generations", async () => {
  const { id: campaignId } = await aCampaign(db);
  const [above, below] = await aChain(2, { campaignId });
  if (!above || !below) throw new Error("the chain is too short");
  await addConfirmations({ campaignId, link: above });
  await addConfirmations({ campaignId, link: below, times: 4 });
  await foldAll();
  expect(await listTopLinks(db, { campaignId, limit: 5 })).toMatchObject([
    { code: above.code, direct: 1, confirmed: 5, generations: 2, visits: 0, bySigner: false },
    { code: below.code, direct: 4, confirmed: 4, generations: 1 },
  ]);
});

test("lists landings and generations before and after folding", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { callOuts: [campaign] });
  const campaignId = campaign.id;
  const toArticle = await aShareLink(db, { campaignId, articleId: article.id });
  const toCampaign = await aShareLink(db, { campaignId });
  await addConfirmations({ campaignId, link: toArticle, times: 2 });
  await addConfirmations({ campaignId, link: toCampaign });
  await addConfirmations({ campaignId, link: null, times: 9 });
  const unfolded = await listLandings(db, { campaignId, limit: 5 });
  expect(unfolded).toMatchObject([
    { slug: article.slug, confirmed: 2 },
    { slug: null, confirmed: 1 },
  ]);
  await foldAll();
  expect(await listLandings(db, { campaignId, limit: 5 })).toEqual(unfolded);
  const direct = await db
    .select()
    .from(attributionTallies)
    .where(eq(attributionTallies.campaignId, campaignId));
  expect(direct.filter(({ dimension, name }) => dimension === "generation" && name === "")).toMatchObject([
    { confirmed: 9 },
  ]);
});

test("sums all generations, including those beyond the table's limit", async () => {
  const { id: campaignId } = await aCampaign(db);
  const links = await aChain(40, { campaignId });
  // Counts fall with the generation, so the last ones would be missing from the largest.
  for (const [depth, link] of links.entries())
    await addConfirmations({ campaignId, link, times: 41 - depth });
  await addConfirmations({ campaignId, link: null, times: 7 });
  const sums = { confirmed: 867, through: 860, furthest: 40 };
  expect(await sumGenerations(db, { campaignId })).toEqual(sums);
  await foldAll();
  expect(await sumGenerations(db, { campaignId })).toEqual(sums);
  const largest = await listGenerations(db, { campaignId, limit: 30 });
  expect(largest.map(({ generation }) => generation)).toEqual(
    Array.from({ length: 30 }, (_, nth) => nth + 1),
  );
});

test("is empty without visits and signatures", async () => {
  const { id: campaignId } = await aCampaign(db);
  expect(await sumGenerations(db, { campaignId })).toEqual({ confirmed: 0, through: 0, furthest: 0 });
  expect(await listChannelYields(db, { campaignId, limit: 5 })).toEqual([]);
  expect([await countVisits(db, campaignId), await countThroughForeignLinks(db, campaignId)]).toEqual([0, 0]);
});

test("lists visits and signatures by channel before and after folding", async () => {
  const [{ id: campaignId }, other] = [await aCampaign(db), await aCampaign(db)];
  const [one, two] = [await aShareLink(db, { campaignId }), await aShareLink(db, { campaignId })];
  const elsewhere = await aShareLink(db, { campaignId: other.id });
  await addVisits({ link: one, channel: "whatsapp", times: 5 });
  await addVisits({ link: two, channel: "whatsapp", times: 3 });
  await addVisits({ link: two, channel: "email", times: 2 });
  await addVisits({ link: one, times: 4 });
  await addVisits({ link: elsewhere, channel: "whatsapp", times: 9 });
  await addConfirmations({ campaignId, link: one, channel: "whatsapp", times: 3 });
  await addConfirmations({ campaignId, link: two, channel: "whatsapp" });
  await addConfirmations({ campaignId, link: null, channel: "embed", times: 6 });
  await addConfirmations({ campaignId, link: null, times: 8 });
  await addConfirmations({ campaignId: other.id, link: elsewhere, channel: "email" });
  const yields = [
    { channel: "whatsapp", visits: 8, confirmed: 4 },
    { channel: null, visits: 4, confirmed: 0 },
    { channel: "email", visits: 2, confirmed: 0 },
    { channel: "embed", visits: 0, confirmed: 6 },
  ];
  expect(await listChannelYields(db, { campaignId, limit: 5 })).toEqual(yields);
  await foldAll();
  expect(await listChannelYields(db, { campaignId, limit: 5 })).toEqual(yields);
  expect(await listChannelYields(db, { campaignId, limit: 2 })).toEqual(yields.slice(0, 2));
  expect(await countVisits(db, campaignId)).toBe(14);
  expect(await sumGenerations(db, { campaignId })).toEqual({ confirmed: 18, through: 4, furthest: 1 });
});

test("counts signatures through links of another campaign or none", async () => {
  const next = await aCampaign(db);
  const replaced = await aCampaign(db, { successorId: next.id });
  const article = await anArticle(db);
  const own = await aShareLink(db, { campaignId: next.id });
  const old = await aShareLink(db, { campaignId: replaced.id });
  const unowned = await aShareLink(db, { articleId: article.id });
  const through = { campaignId: next.id };
  await addConfirmations({ ...through, link: own, times: 5 });
  await addConfirmations({ ...through, link: null, times: 5 });
  expect(await countThroughForeignLinks(db, next.id)).toBe(0);
  await addConfirmations({ ...through, link: old, times: 2 });
  await addConfirmations({ ...through, link: unowned });
  expect(await countThroughForeignLinks(db, next.id)).toBe(3);
  await foldAll();
  expect(await countThroughForeignLinks(db, next.id)).toBe(3);
  expect(await countThroughForeignLinks(db, replaced.id)).toBe(0);
});
