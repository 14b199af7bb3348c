import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { destinationOf } from "@/app/_http/link-cache";
import { countVisits, noteVisit } from "@/app/s/[code]/visit-batch";
import { newShareCode } from "@/lib/ids";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { startFaultyProxy } from "../support/faulty-proxy";
import { aShareLink } from "../support/share-links";

const { db, url, drop } = await aDatabase();
const line = await startFaultyProxy(url);
// The database behind `db()`.
process.env.DATABASE_URL = line.url;
let isCut = false;
afterEach(async () => {
  if (isCut) await line.reconnect();
  isCut = false;
});
afterAll(async () => {
  line.close();
  await drop();
});

async function cut() {
  await line.disconnect();
  isCut = true;
}

async function visitsThrough(code: string): Promise<number> {
  const [row] = await db.execute<{ visits: number }>(sql`
    select coalesce(sum(visits), 0)::int as visits from share_visits join share_links on id = share_link_id where code = ${code}`);
  return row?.visits ?? 0;
}

const visitor = (person: number) => ({ address: `192.0.2.${person}`, agent: "Mozilla/5.0" });

test("while the database is unavailable links still redirect, and visits are queued, including those of uncached links", async () => {
  const article = await anArticle(db);
  const { code } = await aShareLink(db, { articleId: article.id });
  const unseen = await aShareLink(db, { articleId: article.id });
  const page = { outcome: "found", path: `/en/articles/${article.slug}` };
  expect(await destinationOf(code)).toEqual(page);
  noteVisit({ code, channel: "", visitor: visitor(1), isKnown: true }, new Date());
  await countVisits();
  expect(await visitsThrough(code)).toBe(1);

  await cut();
  expect(await destinationOf(code)).toEqual(page);
  expect(await destinationOf(unseen.code)).toEqual({ outcome: "not-now" });
  for (const person of [1, 2, 3]) {
    noteVisit({ code, channel: "", visitor: visitor(person), isKnown: true }, new Date());
    noteVisit({ code: unseen.code, channel: "x", visitor: visitor(person), isKnown: false }, new Date());
    noteVisit({ code: newShareCode(), channel: "", visitor: visitor(person), isKnown: false }, new Date());
  }
  await countVisits();
  expect(await visitsThrough(code)).toBe(1);

  await line.reconnect();
  isCut = false;
  await vi.waitFor(async () => {
    await countVisits();
    expect(await visitsThrough(code)).toBe(3);
  }, 10_000);
  expect(await visitsThrough(unseen.code)).toBe(3);
  expect(await destinationOf(unseen.code)).toEqual(page);
});

test("a thousand concurrent visits are all counted although the database fails meanwhile", async () => {
  const campaign = await aCampaign(db);
  const { code } = await aShareLink(db, { campaignId: campaign.id });
  await Promise.all(
    Array.from({ length: 1_000 }, async (_, person) => {
      await pause(person % 200);
      const address = `198.51.${person >> 8}.${person & 255}`;
      noteVisit(
        { code, channel: "whatsapp", visitor: { address, agent: "Mozilla/5.0" }, isKnown: true },
        new Date(),
      );
      if (person % 100 === 0) void countVisits();
      if (person === 150) await cut();
    }),
  );
  await line.reconnect();
  isCut = false;
  await vi.waitFor(async () => {
    await countVisits();
    expect(await visitsThrough(code)).toBe(1_000);
  }, 10_000);
  const [row] = await db.execute(sql`select visits from campaign_visits where campaign_id = ${campaign.id}`);
  expect(row).toEqual({ visits: 1_000 });
});

test("with a frozen database a cached link redirects to its page and another one to the home page", async () => {
  const campaign = await aCampaign(db);
  const { code } = await aShareLink(db, { campaignId: campaign.id });
  const page = { outcome: "found", path: `/en/campaigns/${campaign.slug}` };
  expect(await destinationOf(code)).toEqual(page);
  line.stopAnswering();
  await pause(5_100); // no longer fresh
  const began = performance.now();
  expect(await destinationOf(code)).toEqual(page);
  expect(performance.now() - began).toBeLessThan(100);
  expect(await destinationOf(newShareCode())).toEqual({ outcome: "not-now" });
  expect(performance.now() - began).toBeLessThan(2_000);
});
