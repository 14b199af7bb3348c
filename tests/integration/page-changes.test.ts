import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { announceScheduledChanges } from "@/lib/jobs/announce-scheduled-changes";
import { countChanged, type PageChange, pagesChanged } from "@/lib/page-changes";
import { followPageChanges } from "@/server/page-cache/follow-changes";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";

const { db, owner, drop } = await aDatabase();
const EVERYTHING: PageChange = { kind: "content", campaigns: null };
const changes: PageChange[] = [];
let isDeaf = true;
const following = followPageChanges({
  change: (change) => changes.push(change),
  setDeaf: (deaf) => {
    isDeaf = deaf;
  },
});
afterAll(async () => {
  await following.stop();
  await drop();
});

/** As another process does. */
const announce = (payload: string, database: Pick<typeof db, "execute"> = db) =>
  database.execute(sql`select pg_notify('groundswell_page_changes', ${payload})`);

beforeEach(async () => {
  await expect.poll(() => isDeaf).toBe(false);
  // What is under way arrives before this.
  const last = { kind: "count", campaigns: ["last"] };
  await announce(JSON.stringify(last));
  await expect.poll(() => changes.at(-1)).toEqual(last);
  changes.length = 0;
});

test("what this process changes is known at once", async () => {
  const published = pagesChanged(db, { campaign: "wells" });
  expect(changes).toEqual([{ kind: "content", campaigns: ["wells"] }]);
  await published;
  countChanged("taps");
  const counted = { kind: "count", campaigns: ["taps"] };
  expect(changes).toContainEqual(counted);
  // Once more when this process hears its own notification.
  await expect.poll(() => changes.filter(({ kind }) => kind === "count")).toEqual([counted, counted]);
});

test("what another process changes is known when it commits", async () => {
  await db.transaction(async (tx) => {
    await announce(JSON.stringify(EVERYTHING), tx);
    expect(changes).toEqual([]);
  });
  await expect.poll(() => changes).toEqual([EVERYTHING]);
});

test("counts of many confirmations are told to other processes together", async () => {
  for (let confirmation = 0; confirmation < 500; confirmation += 1)
    countChanged(`campaign-${confirmation % 70}`);
  const atOnce = changes.splice(0);
  expect(atOnce).toHaveLength(500);
  const slugs = () => changes.flatMap(({ campaigns }) => campaigns ?? []);
  await expect.poll(() => new Set(slugs()).size, { timeout: 5_000 }).toBe(70);
  expect(changes.length).toBeLessThanOrEqual(3);
});

test("what cannot be read is ignored", async () => {
  for (const payload of ["", "{", '{"kind":"future"}', "probe another"]) await announce(payload);
  await announce(JSON.stringify(EVERYTHING));
  await expect.poll(() => changes).toEqual([EVERYTHING]);
});

test("after a lost connection everything counts as changed, and changes arrive again", async () => {
  await owner.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`);
  await expect.poll(() => changes, { timeout: 10_000 }).toEqual([EVERYTHING]);
  await announce(JSON.stringify({ kind: "count", campaigns: ["wells"] }));
  await expect.poll(() => changes).toContainEqual({ kind: "count", campaigns: ["wells"] });
});

test("the worker announces what opens, closes or is published by its date", async () => {
  const hour = 3_600_000;
  const at = (milliseconds: number) => new Date(Date.now() + milliseconds);
  await aCampaign(db, { publishedAt: at(-hour), opensAt: at(-hour), closesAt: at(hour) });
  await anArticle(db, { publishedAt: at(-hour) });
  await announceScheduledChanges(db, { withinMs: 600_000 });
  expect(changes).toEqual([]);
  const due = [
    () => aCampaign(db, { publishedAt: at(-hour), opensAt: at(-hour), closesAt: at(-50) }),
    () => anArticle(db, { publishedAt: at(-50) }),
  ];
  for (const [index, create] of due.entries()) {
    await create();
    await announceScheduledChanges(db, { withinMs: 600_000 });
    expect(changes.length).toBeGreaterThan(index);
  }
});
