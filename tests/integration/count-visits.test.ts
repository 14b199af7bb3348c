import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { campaignVisits, shareVisitors, shareVisits, visitSalts } from "@/db/schema";
import { newShareCode } from "@/lib/ids";
import { purgeVisitors } from "@/lib/sharing/purge-visitors";
import { recordVisits, type Visit } from "@/lib/sharing/record-visits";
import { maskVisitor } from "@/lib/sharing/visitor-key";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const FRIDAY = "2026-11-06";
const SATURDAY = "2026-11-07";

const atNoon = (day: string) => new Date(`${day}T11:00:00Z`);

/** Records visits, on Saturday by default. */
const count = (visits: Visit[], now = atNoon(SATURDAY)) => recordVisits(db, { visits, now });

async function aLink() {
  const campaign = await aCampaign(db);
  const link = await aShareLink(db, { campaignId: campaign.id });
  const visit = (visitor: string, { day = FRIDAY, channel = "" } = {}) => ({
    code: link.code,
    day,
    channel,
    visitor: maskVisitor({ address: visitor, agent: "Mozilla/5.0" }),
  });
  return { campaign, link, visit };
}

const visitsOf = (shareLinkId: string) =>
  db
    .select({ day: shareVisits.visitedOn, channel: shareVisits.channel, visits: shareVisits.visits })
    .from(shareVisits)
    .where(eq(shareVisits.shareLinkId, shareLinkId))
    .orderBy(shareVisits.visitedOn, shareVisits.channel);

test("five visits on one day count once, under the first channel", async () => {
  const { link, campaign, visit } = await aLink();
  const mo = visit("mo", { channel: "whatsapp" });
  expect(await count([mo, mo])).toBe(1);
  expect(await count([mo, visit("mo", { channel: "x" }), visit("ana")])).toBe(1);
  expect(await count([visit("mo", { day: SATURDAY })])).toBe(1);
  expect(await visitsOf(link.id)).toEqual([
    { day: FRIDAY, channel: "", visits: 1 },
    { day: FRIDAY, channel: "whatsapp", visits: 1 },
    { day: SATURDAY, channel: "", visits: 1 },
  ]);
  const all = await db.select().from(campaignVisits).where(eq(campaignVisits.campaignId, campaign.id));
  expect(all.map(({ visits }) => visits)).toEqual([1, 1, 1]);
});

test("concurrent processes count the same thousand visitors once per link", async () => {
  const [one, other] = [await aLink(), await aLink()];
  const people = Array.from({ length: 1_000 }, (_, index) => `person ${index}`);
  const visits = people.flatMap((person) => [one.visit(person), other.visit(person)]);
  const parts = Array.from({ length: 8 }, (_, index) => (index % 2 ? visits.toReversed() : visits));
  const counted = await Promise.all(parts.map((part) => count(part)));
  expect(counted.reduce((sum, visits) => sum + visits, 0)).toBe(2_000);
  for (const { link } of [one, other]) expect(await visitsOf(link.id)).toMatchObject([{ visits: 1_000 }]);
});

test("visits to an unknown link are not counted", async () => {
  const { visit } = await aLink();
  const unknown = { ...visit("mo"), code: newShareCode() };
  expect(await count([unknown])).toBe(0);
});

test("salts and visitor keys are purged within 48 hours; counts stay", async () => {
  const { link, visit } = await aLink();
  await count([visit("mo"), visit("ana", { day: SATURDAY })]);
  await purgeVisitors(db, { now: new Date("2026-11-07T11:00:00Z") });
  expect(await count([visit("mo")])).toBe(0);
  await purgeVisitors(db, { now: new Date("2026-11-07T23:00:00Z") });
  const salts = await db.select().from(visitSalts);
  expect(salts.map(({ day }) => day)).toEqual([SATURDAY]);
  expect(await db.$count(shareVisitors, eq(shareVisitors.visitedOn, FRIDAY))).toBe(0);
  // Friday's visitor keys are gone, so late visits could be duplicates.
  expect(await count([visit("mo")], new Date("2026-11-07T23:00:00Z"))).toBe(0);
  expect(await db.$count(visitSalts)).toBe(1);
  expect(await visitsOf(link.id)).toHaveLength(2);
});

test("purges many visitors in batches, the salt first", async () => {
  const { visit } = await aLink();
  await count(Array.from({ length: 25 }, (_, index) => visit(`person ${index}`)));
  await purgeVisitors(db, { now: new Date("2026-11-07T23:00:00Z"), batch: 10 });
  expect(await db.$count(shareVisitors, eq(shareVisitors.visitedOn, FRIDAY))).toBe(0);
});

test("processes that count the same links in different order do not deadlock", async () => {
  const links = await Promise.all(Array.from({ length: 5 }, aLink));
  const visits = links.flatMap(({ visit }) =>
    [FRIDAY, SATURDAY].flatMap((day) =>
      Array.from({ length: 40 }, (_, nth) => visit(`person ${nth}`, { day })),
    ),
  );
  await Promise.all(Array.from({ length: 12 }, (_, nth) => count(nth % 2 ? visits : visits.toReversed())));
  for (const { link } of links) {
    expect(await visitsOf(link.id)).toEqual([
      { day: FRIDAY, channel: "", visits: 40 },
      { day: SATURDAY, channel: "", visits: 40 },
    ]);
  }
});

test("a visitor key reveals neither address nor browser and changes daily", async () => {
  const { link, visit } = await aLink();
  const visitor = "192.0.2.7";
  await count([visit(visitor), visit(visitor, { day: SATURDAY })]);
  const kept = await db.select().from(shareVisitors).where(eq(shareVisitors.shareLinkId, link.id));
  const [friday, saturday] = kept.map((row) => Buffer.from(row.visitor).toString("hex"));
  expect(friday).toMatch(/^[0-9a-f]{32}$/);
  expect(saturday).not.toBe(friday);
  const [text] = await db.execute(
    sql`select string_agg(encode(visitor, 'escape'), ' ') as text from share_visitors`,
  );
  expect(String(text?.text)).not.toContain("192.0.2.7");
});
