import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { respondWithFeed } from "@/app/_feeds/feed-response";
import { articleCampaigns, articles, articleVersions, campaigns } from "@/db/schema";
import { onPageChange, pagesChanged } from "@/lib/page-changes";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner } from "../support/factories";
import { readRss } from "../support/feeds";
import { aCachedSite } from "../support/page-cache";

const { db, drop } = await aDatabase();
afterAll(drop);

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const site = aCachedSite(({ url }) => respondWithFeed({ locale: url.slice(1, 3), format: "xml" }));
onPageChange(site.cache.change);

const get = (headers: Record<string, string> = {}) => site.get("/en/feed.xml", { headers });
const titlesIn = (text: string) => readRss(text).item.map(({ title }) => title);

beforeEach(async () => {
  for (const table of [articleCampaigns, articleVersions, articles]) await db.delete(table);
  await db.update(campaigns).set({ archivedAt: daysAgo(1) });
  await pagesChanged(db);
});

test("responds with 304 by ETag or date until something changes", async () => {
  const campaign = await aCampaign(db);
  await anArticle(db, { callOuts: [campaign], updatedAt: daysAgo(1) });
  const first = await get();
  expect(first.headers["cache-control"]).toMatch(/public.*s-maxage=\d+/);
  const [tag, time] = [String(first.headers.etag), String(first.headers["last-modified"])];
  const conditions: Record<string, string>[] = [
    { "if-none-match": tag },
    { "if-none-match": `W/${tag}` },
    { "if-none-match": tag, "cache-control": "no-cache" },
    { "if-modified-since": time },
  ];
  for (const headers of conditions) {
    const again = await get(headers);
    expect([again.status, again.headers.etag, again.text]).toEqual([304, tag, ""]);
  }
  // Signatures do not change a feed.
  await signCampaign(db, aSigner({ campaign: campaign.slug }));
  await pagesChanged(db);
  expect((await get({ "if-none-match": tag })).status).toBe(304);
  await anArticle(db, { publishedAt: new Date(Date.now() - 1_000) });
  await pagesChanged(db);
  for (const headers of conditions) expect((await get(headers)).status).toBe(200);
});

test("a date-only client gets a new response when the newest article is unpublished", async () => {
  await anArticle(db, { title: "Older", publishedAt: daysAgo(3), updatedAt: daysAgo(3) });
  const newest = await anArticle(db, { title: "Newest", publishedAt: daysAgo(2), updatedAt: daysAgo(2) });
  const time = String((await get()).headers["last-modified"]);
  expect((await get({ "if-modified-since": time })).status).toBe(304);
  await db.update(articles).set({ publishedAt: null }).where(eq(articles.id, newest.id));
  await pagesChanged(db);
  const withdrawn = await get({ "if-modified-since": time });
  const back = String(withdrawn.headers["last-modified"]);
  expect(withdrawn.status).toBe(200);
  expect(Date.parse(back)).toBeLessThan(Date.parse(time));
  expect(titlesIn(withdrawn.text)).toEqual(["Older"]);
  // The ETag takes precedence over the date.
  const tag = String(withdrawn.headers.etag);
  expect((await get({ "if-none-match": tag, "if-modified-since": time })).status).toBe(304);
  expect((await get({ "if-none-match": '"another"', "if-modified-since": back })).status).toBe(200);
  expect((await get({ "if-modified-since": "yesterday" })).status).toBe(200);
});

test("a feed is written once until something changes, separately for each language", async () => {
  await anArticle(db, { title: "Wells" });
  const rendered = site.rendered.length;
  expect((await Promise.all([get(), get()])).map(({ text }) => titlesIn(text))).toEqual([
    ["Wells"],
    ["Wells"],
  ]);
  expect(site.rendered).toHaveLength(rendered + 1);
  await anArticle(db, { title: "Taps" });
  await anArticle(db, { title: "Grifos", locale: "es" });
  expect(titlesIn((await get()).text)).toEqual(["Wells"]);
  expect(titlesIn((await site.get("/es/feed.xml")).text)).toEqual(["Grifos"]);
  await pagesChanged(db);
  expect(titlesIn((await get()).text).sort()).toEqual(["Taps", "Wells"]);
});
