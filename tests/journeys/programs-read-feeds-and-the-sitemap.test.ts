import { XMLParser } from "fast-xml-parser";
import { parse } from "node-html-parser";
import { expect, test } from "vitest";
import { jsonFeed, readRss } from "../support/feeds";
import { ARTICLE, CAMPAIGN, getSignatureCount } from "../support/public-api";
import { stack } from "../support/stack";

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, stack().appUrl), { headers, redirect: "manual" });

/** Returns the structured data (JSON-LD) in the HTML of a page, by type. */
async function structured(path: string) {
  const document = parse(await (await get(path)).text(), { blockTextElements: { script: true } });
  const scripts = document.querySelectorAll('script[type="application/ld+json"]');
  const items = scripts.map((script) => JSON.parse(script.textContent));
  return { document, of: (type: string) => items.filter((item) => item["@type"] === type) };
}

const OPEN = { path: `/en/campaigns/${CAMPAIGN}`, state: "open" };

test.each(["en", "es"])(
  "an article describes itself and the campaign that its reader can sign (%s)",
  async (locale) => {
    const page = await structured(`/${locale}/articles/${ARTICLE}`);
    const [article] = page.of("NewsArticle");
    expect(article).toMatchObject({
      inLanguage: locale,
      isAccessibleForFree: true,
      datePublished: "2017-12-03T09:00:00.000Z",
      publisher: { "@type": "Organization", logo: { "@type": "ImageObject" } },
      potentialAction: {
        "@type": "EndorseAction",
        target: `${stack().appUrl}/${locale}/campaigns/${CAMPAIGN}?from=${ARTICLE}.1#sign`,
      },
    });
    expect((await fetch(article.publisher.logo.url)).status).toBe(200);
    const [breadcrumbs] = page.of("BreadcrumbList");
    for (const { item } of breadcrumbs.itemListElement)
      expect((await fetch(item, { redirect: "manual" })).status, item).toBe(200);
  },
);

test("a petition states its count, and offers signing only while it is open", async () => {
  const [petition] = (await structured(OPEN.path)).of("CreativeWork");
  expect(petition).toMatchObject({
    genre: "petition",
    interactionStatistic: {
      "@type": "InteractionCounter",
      interactionType: "https://schema.org/EndorseAction",
      userInteractionCount: await getSignatureCount(),
    },
    potentialAction: { "@type": "EndorseAction" },
  });
  const [won] = (await structured("/es/campaigns/protect-the-high-seas")).of("CreativeWork");
  expect(won).toMatchObject({
    creativeWorkStatus: "won",
    interactionStatistic: { userInteractionCount: 1084 },
  });
  expect(won.potentialAction).toBeUndefined();
});

test.each([
  ["/en", 1],
  ["/es/topics/refugio-y-migracion", 2],
  [`/en/articles/${ARTICLE}`, 2],
  [OPEN.path, 1],
])("the feeds of %s can be discovered by its links, and are valid", async (path, feeds) => {
  const { document } = await structured(path);
  const links = (type: string) => document.querySelectorAll(`link[rel="alternate"][type="${type}"]`);
  const [rss, json] = [links("application/rss+xml"), links("application/feed+json")];
  expect([rss.length, json.length]).toEqual([feeds, feeds]);
  for (const link of [...rss, ...json]) expect(link.getAttribute("title")).toContain("Groundswell");
  for (const link of rss) {
    const answer = await fetch(link.getAttribute("href") ?? "");
    expect(answer.headers.get("content-type")).toBe("application/rss+xml; charset=utf-8");
    expect(answer.headers.get("set-cookie")).toBeNull();
    const { item } = readRss(await answer.text());
    expect(item.some(({ link: to }) => to.includes("/articles/"))).toBe(true);
    expect(item.some(({ link: to }) => to.includes("/campaigns/"))).toBe(true);
  }
  for (const link of json) jsonFeed.parse(await (await fetch(link.getAttribute("href") ?? "")).json());
});

test("the link in a feed leads to the sign form and keeps the attribution", async () => {
  const { item } = readRss(await (await get("/en/feed.xml")).text());
  const [, sign = ""] =
    /href="([^"]+\/sign\?from=[^"]+)"/.exec(item.map((each) => each["content:encoded"]).join("")) ?? [];
  const answer = await fetch(sign, { redirect: "manual" });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toMatch(/^\/en\/campaigns\/[a-z-]+\?from=[a-z-]+\.1$/);
});

test("feeds and topic pages can be cached and revalidated", async () => {
  const feed = await get("/es/feed.json");
  const again = await get("/es/feed.json", { "if-none-match": feed.headers.get("etag") ?? "" });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect(again.headers.get("cache-control")).toMatch(/s-maxage=\d+/);
  await get("/en/topics/refugees-and-migration");
  const topic = await get("/en/topics/refugees-and-migration");
  expect(topic.headers.get("cache-control")).toMatch(/s-maxage=60/);
  expect(topic.headers.get("cache-status")).toBe("groundswell; hit");
  expect((await get("/es/topics/refugees-and-migration")).headers.get("location")).toContain(
    "/es/topics/refugio-y-migracion",
  );
});

test("the sitemap lists every page in each language, and every address in it returns 200", async () => {
  const robots = await (await get("/robots.txt")).text();
  expect(robots).toContain("Disallow: /api/");
  expect(robots).not.toMatch(/Disallow: \/s\//);
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "xhtml:link" });
  const { url } = parser.parse(await (await get("/sitemap.xml")).text()).urlset;
  const addresses: string[] = url.map(({ loc }: { loc: string }) => loc);
  for (const kind of ["/articles/", "/campaigns/", "/topics/"])
    expect(addresses.filter((address) => address.includes(kind)).length).toBeGreaterThan(5);
  for (const each of url) {
    expect(Number.isNaN(Date.parse(each.lastmod)), each.loc).toBe(false);
    const others = each["xhtml:link"].map((link: Record<string, string>) => link["@_href"]);
    expect(others).toContain(each.loc);
    for (const other of others) expect(addresses).toContain(other);
  }
  for (const address of addresses)
    expect((await fetch(address, { redirect: "manual" })).status, address).toBe(200);
});
