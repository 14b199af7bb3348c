import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { campaignCounts, countEvents, signatureHours } from "@/db/schema";
import { newId } from "@/lib/ids";
import { listMiscounts } from "@/lib/reporting/miscounts/queries";
import { foldCountEvents } from "@/lib/reporting/mutations";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

beforeEach(async () => {
  await db.delete(countEvents);
  await db.delete(signatureHours);
});

const noon = new Date("2017-12-03T12:10:00Z");
const origin = { articleId: null, callout: null, shareLinkId: null, channel: null, country: null };

describe("folding", () => {
  test("adds events of one hour and origin to one tally, and leaves none waiting", async () => {
    const campaign = await aCampaign(db);
    const event = { ...origin, campaignId: campaign.id, change: 1, at: noon };
    const late = { ...event, at: new Date("2017-12-03T12:59:59Z") };
    await db.insert(countEvents).values([event, late, { ...event, country: "AR" }]);
    expect(await foldCountEvents(db)).toBe(3);
    expect(await db.$count(countEvents)).toBe(0);
    const tallies = await db.select().from(signatureHours).orderBy(signatureHours.country);
    expect(tallies).toMatchObject([
      { hour: new Date("2017-12-03T12:00:00Z"), country: "AR", confirmed: 1 },
      { hour: new Date("2017-12-03T12:00:00Z"), country: null, confirmed: 2 },
    ]);
  });

  test("adds to what was folded before, and takes away who withdrew", async () => {
    const campaign = await aCampaign(db);
    const event = { ...origin, campaignId: campaign.id, at: noon };
    await db.insert(countEvents).values([
      { ...event, change: 1 },
      { ...event, change: 1 },
    ]);
    await foldCountEvents(db);
    await db.insert(countEvents).values({ ...event, change: -1 });
    await foldCountEvents(db);
    expect(await db.select({ confirmed: signatureHours.confirmed }).from(signatureHours)).toEqual([
      { confirmed: 1 },
    ]);
  });

  test("counts each event once when four workers fold while more events arrive", async () => {
    const campaigns = [await aCampaign(db), await aCampaign(db)];
    const countries = ["AR", "ES", "KE", null];
    const events = Array.from({ length: 2_000 }, (_, index) => ({
      ...origin,
      campaignId: campaigns[index % campaigns.length]?.id ?? newId(),
      country: countries[index % countries.length] ?? null,
      change: 1,
      at: noon,
    }));
    await db.insert(countEvents).values(events.slice(0, 1_000));
    const arriving = Promise.all(
      Array.from({ length: 10 }, (_, part) =>
        db.insert(countEvents).values(events.slice(1_000 + part * 100, 1_100 + part * 100)),
      ),
    );
    const folded = await Promise.all(Array.from({ length: 4 }, () => foldUntilNoneWaits(50)));
    await arriving;
    folded.push(await foldUntilNoneWaits(50));
    expect(folded.filter((events) => events > 0).length).toBeGreaterThan(1);
    expect(sum(folded)).toBe(events.length);
    const tallies = await db.select().from(signatureHours);
    expect(sum(tallies.map(({ confirmed }) => confirmed))).toBe(events.length);
  });
});

async function foldUntilNoneWaits(limit: number): Promise<number> {
  const folded = await foldCountEvents(db, { limit });
  return folded === 0 ? 0 : folded + (await foldUntilNoneWaits(limit));
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

test("a campaign that shows more than were signed is found out", async () => {
  const [right, wrong] = [await aCampaign(db), await aCampaign(db)];
  expect(await listMiscounts(db)).toEqual([]);
  await db.insert(campaignCounts).values([
    { campaignId: wrong.id, slot: 3, confirmed: 2 },
    { campaignId: wrong.id, slot: 4, confirmed: -1 },
    { campaignId: right.id, slot: 0, confirmed: 0 },
  ]);
  expect(await listMiscounts(db)).toEqual([{ campaignId: wrong.id, shown: 1, signed: 0 }]);
});
