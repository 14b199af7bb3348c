import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { clearFeedCache } from "@/app/_feeds/feed-cache";
import { GET as localeRss } from "@/app/[locale]/feed.xml/route";
import { articleCampaigns, articles, articleVersions, campaigns } from "@/db/schema";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner } from "../support/factories";
import { readRss } from "../support/feeds";

const { db, drop } = await aDatabase();
afterAll(drop);

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const aRequest = (headers: HeadersInit = {}) => new Request("http://localhost/feed", { headers });
const inLocale = (locale: string) => ({ params: Promise.resolve({ locale }) });
const titlesOf = async (answer: Promise<Response>) =>
  readRss(await (await answer).text()).item.map(({ title }) => title);

beforeEach(async () => {
  clearFeedCache();
  for (const table of [articleCampaigns, articleVersions, articles]) await db.delete(table);
  await db.update(campaigns).set({ archivedAt: daysAgo(1) });
});

test("responds with 304 by ETag or date until something changes", async () => {
  const campaign = await aCampaign(db);
  await anArticle(db, { callOuts: [campaign], updatedAt: daysAgo(1) });
  const first = await localeRss(aRequest(), inLocale("en"));
  expect(first.headers.get("cache-control")).toMatch(/public.*s-maxage=\d+/);
  const tag = first.headers.get("etag") ?? "";
  const time = first.headers.get("last-modified") ?? "";
  const conditions: HeadersInit[] = [
    { "if-none-match": tag },
    { "if-none-match": `W/${tag}` },
    { "if-none-match": tag, "cache-control": "no-cache" },
    { "if-modified-since": time },
  ];
  for (const headers of conditions) {
    const again = await localeRss(aRequest(headers), inLocale("en"));
    expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, tag, ""]);
  }
  // Signatures do not change a feed.
  await signCampaign(db, aSigner({ campaign: campaign.slug }));
  clearFeedCache();
  expect((await localeRss(aRequest({ "if-none-match": tag }), inLocale("en"))).status).toBe(304);
  await anArticle(db, { publishedAt: new Date(Date.now() - 1_000) });
  clearFeedCache();
  for (const headers of conditions)
    expect((await localeRss(aRequest(headers), inLocale("en"))).status).toBe(200);
});

test("a date-only client gets a new response when the newest article is unpublished", async () => {
  await anArticle(db, { title: "Older", publishedAt: daysAgo(3), updatedAt: daysAgo(3) });
  const newest = await anArticle(db, { title: "Newest", publishedAt: daysAgo(2), updatedAt: daysAgo(2) });
  const read = (headers: HeadersInit = {}) => {
    clearFeedCache();
    return localeRss(aRequest(headers), inLocale("en"));
  };
  const time = (await read()).headers.get("last-modified") ?? "";
  expect((await read({ "if-modified-since": time })).status).toBe(304);
  await db.update(articles).set({ publishedAt: null }).where(eq(articles.id, newest.id));
  const withdrawn = await read({ "if-modified-since": time });
  const back = withdrawn.headers.get("last-modified") ?? "";
  expect(withdrawn.status).toBe(200);
  expect(Date.parse(back)).toBeLessThan(Date.parse(time));
  expect(readRss(await withdrawn.text()).item.map(({ title }) => title)).toEqual(["Older"]);
  // The ETag takes precedence over the date.
  const tag = withdrawn.headers.get("etag") ?? "";
  expect((await read({ "if-none-match": tag, "if-modified-since": time })).status).toBe(304);
  expect((await read({ "if-none-match": '"another"', "if-modified-since": back })).status).toBe(200);
  expect((await read({ "if-modified-since": "yesterday" })).status).toBe(200);
});

test("a feed is cached for five seconds, separately for each language", async () => {
  await anArticle(db, { title: "Wells" });
  const read = () => titlesOf(localeRss(aRequest(), inLocale("en")));
  expect(await Promise.all([read(), read()])).toEqual([["Wells"], ["Wells"]]);
  await anArticle(db, { title: "Taps" });
  await anArticle(db, { title: "Grifos", locale: "es" });
  expect(await read()).toEqual(["Wells"]);
  expect(await titlesOf(localeRss(aRequest(), inLocale("es")))).toEqual(["Grifos"]);
  clearFeedCache();
  expect((await read()).sort()).toEqual(["Taps", "Wells"]);
});
