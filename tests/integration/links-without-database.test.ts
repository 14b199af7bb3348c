import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { getCachedDestination } from "@/app/_http/link-cache";
import { newShareCode } from "@/lib/ids";
import { queueVisit, writeQueuedVisits } from "@/server/share-links/visit-batch";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { startFaultyProxy } from "../support/faulty-proxy";
import { aShareLink } from "../support/share-links";

const { db, url, drop } = await aDatabase();
const proxy = await startFaultyProxy(url);
// `db()` connects through the proxy.
process.env.DATABASE_URL = proxy.url;
let isCut = false;
afterEach(async () => {
  if (isCut) await proxy.reconnect();
  isCut = false;
});
afterAll(async () => {
  proxy.close();
  await drop();
});

async function cut() {
  await proxy.disconnect();
  isCut = true;
}

async function visitsThrough(code: string): Promise<number> {
  const [row] = await db.execute<{ visits: number }>(sql`
    select coalesce(sum(visits), 0)::int as visits from share_visits join share_links on id = share_link_id where code = ${code}`);
  return row?.visits ?? 0;
}

/** A cached destination is looked up again after this time. */
const STALE_AFTER_MS = 5_100;
/** Time after which a redirect no longer waits for the database. */
const TIMEOUT_MS = 1_500;
const visitor = (person: number) => ({ address: `192.0.2.${person}`, agent: "Mozilla/5.0" });

test("while the database is unavailable, cached links redirect, and visits of all links are queued and counted later", async () => {
  const article = await anArticle(db);
  const { code } = await aShareLink(db, { articleId: article.id });
  const uncached = await aShareLink(db, { articleId: article.id });
  const found = { outcome: "found", path: `/en/articles/${article.slug}` };
  expect(await getCachedDestination(code)).toEqual(found);
  queueVisit({ code, channel: "", visitor: visitor(1), isKnown: true }, new Date());
  await writeQueuedVisits();
  expect(await visitsThrough(code)).toBe(1);

  await cut();
  expect(await getCachedDestination(code)).toEqual(found);
  expect(await getCachedDestination(uncached.code)).toEqual({ outcome: "unavailable" });
  for (const person of [1, 2, 3]) {
    queueVisit({ code, channel: "", visitor: visitor(person), isKnown: true }, new Date());
    queueVisit({ code: uncached.code, channel: "x", visitor: visitor(person), isKnown: false }, new Date());
    queueVisit({ code: newShareCode(), channel: "", visitor: visitor(person), isKnown: false }, new Date());
  }
  await writeQueuedVisits();
  expect(await visitsThrough(code)).toBe(1);

  await proxy.reconnect();
  isCut = false;
  await vi.waitFor(async () => {
    await writeQueuedVisits();
    expect(await visitsThrough(code)).toBe(3);
  }, 10_000);
  expect(await visitsThrough(uncached.code)).toBe(3);
  expect(await getCachedDestination(uncached.code)).toEqual(found);
});

test("1,000 visits are all counted although the database fails in between", async () => {
  const campaign = await aCampaign(db);
  const { code } = await aShareLink(db, { campaignId: campaign.id });
  await Promise.all(
    Array.from({ length: 1_000 }, async (_, person) => {
      await pause(person % 200);
      const address = `198.51.${person >> 8}.${person & 255}`;
      queueVisit(
        { code, channel: "whatsapp", visitor: { address, agent: "Mozilla/5.0" }, isKnown: true },
        new Date(),
      );
      if (person % 100 === 0) void writeQueuedVisits();
      if (person === 150) await cut();
    }),
  );
  await proxy.reconnect();
  isCut = false;
  await vi.waitFor(async () => {
    await writeQueuedVisits();
    expect(await visitsThrough(code)).toBe(1_000);
  }, 10_000);
  const [row] = await db.execute(sql`select visits from campaign_visits where campaign_id = ${campaign.id}`);
  expect(row).toEqual({ visits: 1_000 });
});

test("with a frozen database, a cached link redirects at once, and an uncached one after the timeout", async () => {
  const campaign = await aCampaign(db);
  const { code } = await aShareLink(db, { campaignId: campaign.id });
  const found = { outcome: "found", path: `/en/campaigns/${campaign.slug}` };
  expect(await getCachedDestination(code)).toEqual(found);
  proxy.stopAnswering();
  const clock = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => clock() + STALE_AFTER_MS);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    expect(await getCachedDestination(code), "without waiting for the timeout").toEqual(found);
    const uncached = getCachedDestination(newShareCode());
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS);
    expect(await uncached).toEqual({ outcome: "unavailable" });
  } finally {
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
});
