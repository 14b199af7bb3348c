import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { PageChange } from "@/lib/page-changes";
import { aCachedSite, aCountingSite, aGate, aPage } from "../support/page-cache";

const PAGE = "/en/campaigns/wells";
const COUNT = "/api/v1/campaigns/wells/count";
const counted: PageChange = { kind: "count", campaigns: ["wells"] };
const published: PageChange = { kind: "content", campaigns: null };

describe("one rendering", () => {
  test("serves a thousand simultaneous first requests", async () => {
    const gate = aGate();
    const site = aCachedSite(async () => {
      await gate.opened;
      return aPage("a page");
    });
    const asked = Array.from({ length: 1_000 }, () => site.get(PAGE));
    await expect.poll(() => site.rendered.length).toBe(1);
    gate.open();
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(["a page"]));
    expect(site.rendered).toEqual([PAGE]);
  });

  test("serves every query, and HEAD", async () => {
    const site = aCountingSite();
    for (const query of ["", "?utm_source=x", "?from=a.1&via=bcdfghjkm", "?channel=qr", "?"])
      expect((await site.get(PAGE + query)).text).toContain("version 1 ");
    const head = await site.get(PAGE, { method: "HEAD" });
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(head.headers["content-length"]).toBe(String((await site.get(PAGE)).body.byteLength));
    expect(site.rendered).toEqual([PAGE]);
  });

  test("is the answer for each language in the query", async () => {
    const site = aCachedSite(({ url }) => aPage(url));
    const texts = [];
    for (const query of ["", "?locale=es", "?locale=xx&page=2", "?x=1&locale=es"])
      texts.push((await site.get(`/feed.xml${query}`)).text);
    expect(texts).toEqual([
      "/feed.xml?locale=en",
      "/feed.xml?locale=es",
      "/feed.xml?locale=en",
      "/feed.xml?locale=es",
    ]);
    expect(site.rendered).toHaveLength(2);
  });
});

describe("an answer from memory", () => {
  const text = "A petition. ".repeat(500);

  test("is compressed as the client accepts, and has the same entity tag in each encoding", async () => {
    const site = aCachedSite(() => aPage(text, { vary: "rsc" }));
    const plain = await site.get(PAGE);
    const zipped = await site.get(PAGE, { headers: { "accept-encoding": "gzip, deflate" } });
    const brotli = await site.get(PAGE, { headers: { "accept-encoding": "gzip, deflate, br, zstd" } });
    expect([plain, zipped, brotli].map(({ headers }) => headers["content-encoding"])).toEqual([
      undefined,
      "gzip",
      "br",
    ]);
    expect(gunzipSync(zipped.body).toString()).toBe(text);
    expect(brotliDecompressSync(brotli.body).toString()).toBe(text);
    for (const answer of [plain, zipped, brotli]) {
      expect(answer.headers).toMatchObject({ etag: plain.headers.etag, vary: "rsc, Accept-Encoding" });
      expect(answer.headers["content-length"]).toBe(String(answer.body.byteLength));
    }
    expect(
      (await site.get(PAGE, { headers: { "accept-encoding": "br;q=0, *;q=0.1" } })).headers,
    ).toMatchObject({
      "content-encoding": "gzip",
    });
  });

  test("is 304 for a client that has it", async () => {
    const modified = new Date(1_700_000_000_000).toUTCString();
    const site = aCachedSite(() => aPage(text, { "last-modified": modified }));
    const tag = String((await site.get(PAGE)).headers.etag);
    const known = [
      { "if-none-match": tag },
      { "if-none-match": `"other", ${tag}`, "cache-control": "no-cache" },
      { "if-modified-since": modified },
    ];
    for (const headers of known) {
      const answer = await site.get(PAGE, { headers });
      expect([answer.status, answer.text, answer.headers.etag]).toEqual([304, "", tag]);
      expect(answer.headers["content-length"]).toBeUndefined();
    }
    for (const headers of [
      { "if-none-match": '"other"', "if-modified-since": modified },
      { "if-modified-since": new Date(1_800_000_000_000).toUTCString() },
    ])
      expect((await site.get(PAGE, { headers })).status).toBe(200);
    expect(site.rendered).toHaveLength(1);
  });
});

describe("after a change", () => {
  test("of content, the next reader sees it", async () => {
    const site = aCountingSite();
    await site.get(PAGE);
    site.cache.change(published);
    expect((await site.get(PAGE)).text).toContain("version 2 ");
    site.cache.change({ kind: "content", campaigns: ["another"] });
    expect((await site.get(PAGE)).text).toContain("version 2 ");
  });

  test("during its rendering, a page is rendered once more", async () => {
    const gate = aGate();
    let content = "old";
    const site = aCachedSite(async () => {
      const read = content;
      if (site.rendered.length === 1) await gate.opened;
      return aPage(read);
    });
    const first = site.get(PAGE);
    await expect.poll(() => site.rendered.length).toBe(1);
    content = "new";
    site.cache.change(published);
    gate.open();
    await first;
    expect((await site.get(PAGE)).text).toBe("new");
  });

  test("of a count, the next reader of a page that shows it sees it", async () => {
    const site = aCountingSite();
    await site.get(PAGE);
    site.cache.change(counted);
    expect((await site.get(PAGE)).text).toContain("version 2 ");
    site.cache.change({ kind: "count", campaigns: ["another"] });
    expect((await site.get(PAGE)).text).toContain("version 2 ");
  });

  test("of a busy count, a page is rendered at most once a second, and nobody waits", async () => {
    const site = aCountingSite();
    for (let second = 0; second < 10; second += 1) {
      for (let change = 0; change < 20; change += 1) {
        site.cache.change(counted);
        await site.get(PAGE);
      }
      site.advance(1_000);
    }
    // Five at once, and then one in each further second.
    expect(site.rendered.length).toBeGreaterThan(5);
    expect(site.rendered.length).toBeLessThanOrEqual(15);
    site.advance(1_000);
    site.cache.change(counted);
    expect((await site.get(PAGE)).headers["cache-status"]).toBe("groundswell; fwd=stale");
    await expect.poll(async () => (await site.get(PAGE)).headers["cache-status"]).toBe("groundswell; hit");
  });

  test("of a count, the count itself is exact", async () => {
    const site = aCountingSite();
    await site.get(COUNT);
    site.cache.change(counted);
    expect((await site.get(COUNT)).text).toContain("version 2 ");
  });

  test("a withdrawn page is not served any more", async () => {
    let isPublic = true;
    const site = aCachedSite(() =>
      isPublic
        ? aPage("a page")
        : new Response(null, {
            status: 307,
            headers: { location: "/en/missing", "cache-control": "no-store" },
          }),
    );
    await site.get(PAGE);
    isPublic = false;
    site.cache.change(published);
    for (let visit = 0; visit < 2; visit += 1) expect((await site.get(PAGE)).status).toBe(307);
  });
});

test("an unknown address is answered in place with the 404 page, which is rendered once for each language", async () => {
  const site = aCachedSite(({ url }) =>
    url.endsWith("/missing")
      ? new Response(`404 ${url}`, { status: 404, headers: { "cache-control": "no-store" } })
      : new Response(null, { status: 307, headers: { location: "/en/missing" } }),
  );
  for (const path of [
    "/en/articles/unknown-1?via=bcdfghjkm",
    "/en/articles/unknown-2",
    "/es/campaigns/unknown-1",
  ]) {
    const { status, text, headers } = await site.get(path);
    expect([status, text, headers.location]).toEqual([404, `404 ${path.slice(0, 3)}/missing`, undefined]);
  }
  expect(site.rendered.filter((url) => url.endsWith("/missing"))).toEqual(["/en/missing", "/es/missing"]);
});

test("a redirect from a former address keeps the query", async () => {
  const site = aCachedSite(
    () =>
      new Response(null, {
        status: 307,
        headers: { location: "/en/articles/now", "cache-control": "no-store" },
      }),
  );
  const answer = await site.get("/en/articles/then?via=bcdfghjkm&utm_source=x");
  expect([answer.status, answer.headers.location]).toEqual([
    307,
    "/en/articles/now?via=bcdfghjkm&utm_source=x",
  ]);
  expect((await site.get("/en/articles/then")).headers.location).toBe("/en/articles/now");
  expect(site.rendered).toHaveLength(1);
});

test("bots get the tags of a share link, which are not kept", async () => {
  const site = aCachedSite(({ url }) => aPage(url));
  const bot = { headers: { "user-agent": "WhatsApp/2.23" } };
  const shared = `${PAGE}?via=bcdfghjkm`;
  for (let visit = 0; visit < 2; visit += 1)
    expect((await site.get(shared, bot)).text).toBe(`${PAGE}/shared/bcdfghjkm`);
  expect((await site.get(shared)).text).toBe(PAGE);
  expect(site.rendered).toHaveLength(3);
});

test("an image is kept under the address that names its content, until content changes", async () => {
  const card = "/media/cards/en/campaigns/wells/120-0a1b2c3d4e5f.jpg";
  const site = aCachedSite(() =>
    aPage("picture", { "cache-control": "public, max-age=31536000, immutable" }),
  );
  for (let visit = 0; visit < 2; visit += 1) expect((await site.get(card)).text).toBe("picture");
  site.cache.change(counted);
  site.advance(3_600_000);
  await site.get(card);
  expect(site.rendered).toEqual([card]);
  site.cache.change(published);
  await site.get(card);
  expect(site.rendered).toEqual([card, card]);
});
