import { readFile } from "node:fs/promises";
import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "@/db/client";
import { campaignCounts, campaignMilestones, type campaigns, hourTallies } from "@/db/schema";
import { listMilestones } from "@/lib/campaigns/list-milestones";
import { type Reached, recordMilestones } from "@/lib/campaigns/record-milestones";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { waitForLocks } from "../support/lock-waits";

const { db, owner, url, drop } = await aDatabase();
const workers = [1, 2, 3].map(() => connect(url, 1));
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.$client.end()));
  await drop();
});

const noon = new Date("2026-11-25T12:00:00Z");
const later = new Date("2026-11-25T12:00:03Z");

async function withCount(confirmed: number, more: Partial<typeof campaigns.$inferInsert> = {}) {
  const campaign = await aCampaign(db, more);
  await db.insert(campaignCounts).values([
    { campaignId: campaign.id, slot: 3, confirmed: confirmed - 40 },
    { campaignId: campaign.id, slot: 7, confirmed: 40 },
  ]);
  return campaign;
}

/** Adds to what counts, as withdrawing, quarantining and restoring signatures do. */
const change = (campaignId: string, by: number) =>
  db
    .update(campaignCounts)
    .set({ confirmed: sql`${campaignCounts.confirmed} + ${by}` })
    .where(and(eq(campaignCounts.campaignId, campaignId), eq(campaignCounts.slot, 7)));

const listRecorded = (campaignId: string) =>
  db
    .select({ signatures: campaignMilestones.signatures, reachedAt: campaignMilestones.reachedAt })
    .from(campaignMilestones)
    .where(eq(campaignMilestones.campaignId, campaignId))
    .orderBy(asc(campaignMilestones.signatures));

const reachedBy = async (campaignId: string) =>
  (await listMilestones(db, campaignId)).map(({ signatures }) => signatures);

beforeEach(() => db.delete(campaignMilestones));

describe("a campaign that reaches a milestone", () => {
  test("records it and all smaller ones with the time", async () => {
    const campaign = await withCount(519);
    expect(await recordMilestones(db, { now: noon })).toEqual(
      [100, 250, 500].map((signatures) => ({ slug: campaign.slug, signatures })),
    );
    expect(await listRecorded(campaign.id)).toEqual(
      [100, 250, 500].map((signatures) => ({ signatures, reachedAt: noon })),
    );
  });

  test("is reported once by concurrent workers", async () => {
    const campaign = await withCount(2_500);
    const [first, ...others] = workers;
    if (!first) throw new Error("no worker");
    const reported = await first.transaction(async (tx) => {
      const byFirst = await recordMilestones(tx, { now: noon });
      // They do not see the uncommitted rows, insert the same ones, and wait for the commit.
      const byOthers = others.map((worker) => recordMilestones(worker, { now: later }));
      await waitForLocks({ owner }, others.length);
      return { byFirst, byOthers };
    });
    const ofThis = ({ slug }: Reached) => slug === campaign.slug;
    expect(reported.byFirst.filter(ofThis)).toHaveLength(5);
    expect(await Promise.all(reported.byOthers)).toEqual([[], []]);
    expect(await listRecorded(campaign.id)).toEqual(
      [100, 250, 500, 1_000, 2_500].map((signatures) => ({ signatures, reachedAt: noon })),
    );
  });

  test("loses a milestone above the current count; reaching it again records a new time", async () => {
    const campaign = await withCount(250);
    const other = await withCount(100);
    await recordMilestones(db, { now: noon });
    await change(campaign.id, -5);
    expect(await reachedBy(campaign.id)).toEqual([100]);
    expect(await recordMilestones(db, { now: later })).toEqual([]);
    await change(campaign.id, 5);
    expect(await reachedBy(campaign.id)).toEqual([100]);
    expect(await recordMilestones(db, { now: later })).toEqual([{ slug: campaign.slug, signatures: 250 }]);
    expect(await listRecorded(campaign.id)).toEqual([
      { signatures: 100, reachedAt: noon },
      { signatures: 250, reachedAt: later },
    ]);
    expect(await reachedBy(other.id)).toEqual([100]);
  });

  test("is published: drafts and archived campaigns reach none, ended campaigns do", async () => {
    const draft = await withCount(150, { publishedAt: null });
    const archived = await withCount(150, { archivedAt: noon });
    const won = await withCount(150, { wonAt: noon });
    await recordMilestones(db, { now: later });
    expect(await Promise.all([draft, archived, won].map(({ id }) => reachedBy(id)))).toEqual([[], [], [100]]);
  });

  test("has the full number of signatures", async () => {
    const campaign = await withCount(99);
    await recordMilestones(db, { now: noon });
    expect(await reachedBy(campaign.id)).toEqual([]);
  });
});

test("the public sees the day of a milestone, not the time of the signature that reached it", async () => {
  const campaign = await withCount(100);
  await recordMilestones(db, { now: noon });
  expect(await listMilestones(db, campaign.id)).toEqual([{ signatures: 100, day: "2026-11-25" }]);
});

test("the migration derives milestones from hourly tallies, with the hour of the first crossing", async () => {
  const campaign = await withCount(1_015);
  const hour = (number: number) => new Date(`2026-11-20T${String(number).padStart(2, "0")}:00:00Z`);
  const tallied = [60, 45, -10, 20, 900].map((confirmed, index) => ({
    campaignId: campaign.id,
    hour: hour(index),
    confirmed,
  }));
  await db.insert(hourTallies).values(tallied);
  const migration = await readFile("db/migrations/0011_reached_milestones.sql", "utf8");
  for (const _ of ["once", "twice"]) {
    await db.execute(sql.raw(migration));
    expect(await listRecorded(campaign.id)).toEqual([
      { signatures: 100, reachedAt: hour(1) },
      { signatures: 250, reachedAt: hour(4) },
      { signatures: 500, reachedAt: hour(4) },
      { signatures: 1_000, reachedAt: hour(4) },
    ]);
  }
});
