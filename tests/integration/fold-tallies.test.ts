import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { attributionTallies, campaignCounts, countEvents, hourTallies, minuteTallies } from "@/db/schema";
import { newId } from "@/lib/ids";
import { listSignaturesByCountry, listSignaturesByShareLink } from "@/lib/reporting/attribution-tallies";
import { foldCountEvents, purgeMinuteTallies } from "@/lib/reporting/fold-count-events";
import { listMiscounts } from "@/lib/reporting/miscounts";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

beforeEach(async () => {
  for (const table of [countEvents, minuteTallies, hourTallies, attributionTallies]) await db.delete(table);
});

const noon = new Date("2017-12-03T12:10:00Z");
const noAttribution = {
  textId: null,
  articleId: null,
  callout: null,
  shareLinkId: null,
  channel: null,
  country: null,
};
const byCountry = () => eq(attributionTallies.dimension, "country");

describe("folding", () => {
  test("adds events to hour and minute tallies and leaves none pending", async () => {
    const campaign = await aCampaign(db);
    const event = { ...noAttribution, campaignId: campaign.id, change: 1, at: noon };
    const late = { ...event, at: new Date("2017-12-03T12:59:59Z") };
    await db.insert(countEvents).values([event, late, { ...event, country: "AR" }]);
    expect(await foldCountEvents(db)).toBe(3);
    expect(await db.$count(countEvents)).toBe(0);
    expect(await db.select().from(hourTallies)).toMatchObject([
      { hour: new Date("2017-12-03T12:00:00Z"), confirmed: 3 },
    ]);
    expect(await db.select().from(minuteTallies).orderBy(minuteTallies.minute)).toMatchObject([
      { minute: noon, confirmed: 2 },
      { minute: new Date("2017-12-03T12:59:00Z"), confirmed: 1 },
    ]);
  });

  test("counts a signature once in every dimension, under 'none' where nothing is known", async () => {
    const campaign = await aCampaign(db);
    const known = {
      textId: newId(),
      articleId: newId(),
      callout: "2",
      shareLinkId: newId(),
      channel: "whatsapp",
    };
    const event = { campaignId: campaign.id, change: 1, at: noon };
    await db.insert(countEvents).values([
      { ...event, ...noAttribution },
      { ...event, ...known, country: "AR" },
    ]);
    await foldCountEvents(db);
    const tallies = await db.select().from(attributionTallies);
    for (const dimension of ["callout", "link", "channel", "country", "text", "generation", "landing"]) {
      const rows = tallies.filter((tally) => tally.dimension === dimension);
      expect(
        rows.map(({ confirmed }) => confirmed),
        dimension,
      ).toEqual([1, 1]);
    }
    expect(tallies).toContainEqual(expect.objectContaining({ subjectId: known.articleId, name: "2" }));
  });

  test("adds to existing tallies and subtracts withdrawals", async () => {
    const campaign = await aCampaign(db);
    const event = { ...noAttribution, campaignId: campaign.id, at: noon };
    await db.insert(countEvents).values([
      { ...event, change: 1 },
      { ...event, change: 1 },
    ]);
    await foldCountEvents(db);
    await db.insert(countEvents).values({ ...event, change: -1 });
    await foldCountEvents(db);
    expect(await db.select({ confirmed: hourTallies.confirmed }).from(hourTallies)).toEqual([
      { confirmed: 1 },
    ]);
    expect(await db.select().from(attributionTallies).where(byCountry())).toMatchObject([{ confirmed: 1 }]);
  });

  test("counts each event once in each tally when four workers fold while more events arrive", async () => {
    const campaigns = [await aCampaign(db), await aCampaign(db)];
    const countries = ["AR", "ES", "KE", null];
    const events = Array.from({ length: 2_000 }, (_, index) => ({
      ...noAttribution,
      campaignId: campaigns[index % campaigns.length]?.id ?? newId(),
      country: countries[index % countries.length] ?? null,
      change: 1,
      at: new Date(noon.getTime() + (index % 7) * 60_000),
    }));
    await db.insert(countEvents).values(events.slice(0, 1_000));
    const arriving = Promise.all(
      Array.from({ length: 10 }, (_, part) =>
        db.insert(countEvents).values(events.slice(1_000 + part * 100, 1_100 + part * 100)),
      ),
    );
    const folded = await Promise.all(Array.from({ length: 4 }, () => foldAll(50)));
    await arriving;
    folded.push(await foldAll(50));
    expect(folded.filter((events) => events > 0).length).toBeGreaterThan(1);
    expect(sum(folded)).toBe(events.length);
    for (const tallies of [
      await db.select().from(hourTallies),
      await db.select().from(minuteTallies),
      await db.select().from(attributionTallies).where(byCountry()),
    ])
      expect(sum(tallies.map(({ confirmed }) => confirmed))).toBe(events.length);
  });
});

async function foldAll(limit: number): Promise<number> {
  const folded = await foldCountEvents(db, { limit });
  return folded === 0 ? 0 : folded + (await foldAll(limit));
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

describe("the largest tallies", () => {
  test("include folded and pending events", async () => {
    const { id: campaignId } = await aCampaign(db);
    const event = { ...noAttribution, campaignId, at: noon };
    const many = (country: string, count: number, change = 1) =>
      Array.from({ length: count }, () => ({ ...event, country, change }));
    await db
      .insert(countEvents)
      .values([...many("AR", 5), ...many("ES", 4), ...many("KE", 3), ...many("MX", 2)]);
    await foldCountEvents(db);
    // Kenya overtakes, Argentina loses all but one, and Peru was never counted before.
    await db.insert(countEvents).values([...many("KE", 4), ...many("AR", 4, -1), ...many("PE", 3)]);
    const unfolded = await listSignaturesByCountry(db, { campaignId, limit: 4 });
    expect(unfolded.map(({ country, confirmed }) => `${country} ${confirmed}`)).toEqual([
      "KE 7",
      "ES 4",
      "PE 3",
      "MX 2",
    ]);
    await foldCountEvents(db);
    expect(await listSignaturesByCountry(db, { campaignId, limit: 4 })).toEqual(unfolded);
  });

  test("have no code for a deleted link", async () => {
    const { id: campaignId } = await aCampaign(db);
    await db
      .insert(countEvents)
      .values({ ...noAttribution, campaignId, shareLinkId: newId(), change: 1, at: noon });
    expect(await listSignaturesByShareLink(db, { campaignId, limit: 5 })).toMatchObject([
      { code: null, confirmed: 1, visits: 0 },
    ]);
  });
});

test("minutes are kept for two days, hours for good", async () => {
  const campaign = await aCampaign(db);
  const event = { ...noAttribution, campaignId: campaign.id, change: 1 };
  const old = new Date(noon.getTime() - 49 * 3_600_000);
  await db.insert(countEvents).values([
    { ...event, at: noon },
    { ...event, at: old },
  ]);
  await foldCountEvents(db);
  await purgeMinuteTallies(db, { now: noon });
  const own = and(eq(minuteTallies.campaignId, campaign.id));
  expect(await db.select().from(minuteTallies).where(own)).toMatchObject([{ minute: noon }]);
  expect(await db.$count(hourTallies)).toBe(2);
});

test("finds a campaign whose public count exceeds its signatures", async () => {
  const [correct, wrong] = [await aCampaign(db), await aCampaign(db)];
  expect(await listMiscounts(db)).toEqual([]);
  await db.insert(campaignCounts).values([
    { campaignId: wrong.id, slot: 3, confirmed: 2 },
    { campaignId: wrong.id, slot: 4, confirmed: -1 },
    { campaignId: correct.id, slot: 0, confirmed: 0 },
  ]);
  expect(await listMiscounts(db)).toEqual([{ campaignId: wrong.id, shown: 1, signed: 0 }]);
});
