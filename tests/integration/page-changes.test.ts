import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { announceScheduledChanges } from "@/lib/jobs/announce-scheduled-changes";
import { countChanged, PAGE_CHANGES_CHANNEL, type PageChange, pagesChanged } from "@/lib/page-changes";
import { followPageChanges } from "@/server/page-cache/follow-changes";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { startFaultyProxy } from "../support/faulty-proxy";

const { db, owner, url, drop } = await aDatabase();
const EVERYTHING: PageChange = { kind: "content", campaigns: null };
const changes: PageChange[] = [];
let isMissingChanges = true;
const following = followPageChanges(
  {
    change: (change) => changes.push(change),
    setMissingChanges: (isMissing) => {
      isMissingChanges = isMissing;
    },
  },
  { url },
);
afterAll(async () => {
  await following.stop();
  await drop();
});

/** As another process does. */
const announce = (payload: string, database: Pick<typeof db, "execute"> = db) =>
  database.execute(sql`select pg_notify(${PAGE_CHANGES_CHANNEL}, ${payload})`);
const announceChange = (change: PageChange, database?: Pick<typeof db, "execute">) =>
  announce(JSON.stringify({ ...change, from: "another" }), database);

beforeEach(async () => {
  await expect.poll(() => isMissingChanges).toBe(false);
  // What is under way arrives before this.
  const last: PageChange = { kind: "count", campaigns: ["last"] };
  await announceChange(last);
  await expect.poll(() => changes.at(-1)).toEqual(last);
  changes.length = 0;
});

test("what this process changes is known at once", async () => {
  const published = pagesChanged(db, { campaign: "wells" });
  expect(changes).toEqual([{ kind: "content", campaigns: ["wells"] }]);
  await published;
  countChanged("taps");
  expect(changes.filter(({ kind }) => kind === "count")).toEqual([{ kind: "count", campaigns: ["taps"] }]);
});

test("what another process changes is known when it commits", async () => {
  await db.transaction(async (tx) => {
    await announceChange(EVERYTHING, tx);
    expect(changes).toEqual([]);
  });
  await expect.poll(() => changes).toEqual([EVERYTHING]);
});

test("counts of many confirmations are told to other processes together", async () => {
  const told: string[][] = [];
  const { unlisten } = await owner.$client.listen(PAGE_CHANGES_CHANNEL, (payload) => {
    if (payload.includes("campaign-")) told.push(JSON.parse(payload).campaigns);
  });
  for (let confirmation = 0; confirmation < 500; confirmation += 1)
    countChanged(`campaign-${confirmation % 70}`);
  expect(changes).toHaveLength(500);
  await expect.poll(() => new Set(told.flat()).size, { timeout: 5_000 }).toBe(70);
  expect(told).toHaveLength(2);
  await unlisten();
});

test("what cannot be read is ignored", async () => {
  for (const payload of ["", "{", '{"kind":"future"}', "probe another"]) await announce(payload);
  await announceChange(EVERYTHING);
  await expect.poll(() => changes).toEqual([EVERYTHING]);
});

test("after a lost connection everything counts as changed, and changes arrive again", async () => {
  await owner.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`);
  await expect.poll(() => changes, { timeout: 10_000 }).toEqual([EVERYTHING]);
  const counted: PageChange = { kind: "count", campaigns: ["wells"] };
  await announceChange(counted);
  await expect.poll(() => changes).toContainEqual(counted);
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

test("a process without its database knows that it hears nothing, and hears again afterwards", async () => {
  const proxy = await startFaultyProxy(url);
  await proxy.disconnect();
  const heard: PageChange[] = [];
  const states: boolean[] = [];
  const other = followPageChanges(
    { change: (change) => heard.push(change), setMissingChanges: (isMissing) => states.push(isMissing) },
    { url: proxy.url, probeEveryMs: 200 },
  );
  await expect.poll(() => states.at(-1), { timeout: 5_000 }).toBe(true);
  await proxy.reconnect();
  await expect.poll(() => states.at(-1), { timeout: 15_000 }).toBe(false);
  expect(heard).toContainEqual(EVERYTHING);
  // A frozen server ends no connection.
  proxy.stopAnswering();
  await expect.poll(() => states.at(-1), { timeout: 5_000 }).toBe(true);
  proxy.close();
  await other.stop();
});
