import { describe, expect, test } from "vitest";
import { aCachedSite, aPage, type Method } from "../support/page-cache";

/** Answers with all that it received, as a page would that trusts its request too much. */
const site = aCachedSite(({ url, headers }) => aPage(JSON.stringify({ url, headers })));

const PATHS = ["/en", "/es/articles/wells", "/en/campaigns/wells", "/en/topics/water", "/en/embed/wells"];
const DATA = [
  "/feed.xml",
  "/en/feed.json",
  "/sitemap.xml",
  "/api/v1/campaigns/wells",
  "/api/v1/campaigns/wells/count",
];

/** Headers by which requests to Next, to proxies or to our own code get another answer. */
const HEADERS: Record<string, string[]> = {
  accept: ["*/*", "text/x-component", "application/json"],
  "accept-encoding": ["gzip", "br", "identity;q=0", "evil"],
  "accept-language": ["es", "xx"],
  authorization: ["Bearer secret", "Basic c2VjcmV0"],
  "cache-control": ["no-cache", "max-age=0", "no-store"],
  cookie: ["next-auth.session-token=secret", "__prerender_bypass=secret", "groundswell_pending=secret"],
  forwarded: ["for=secret;host=evil.example;proto=http"],
  host: ["evil.example", "localhost:1", "[::1]"],
  "if-modified-since": ["Thu, 01 Jan 1970 00:00:00 GMT"],
  "if-none-match": ['"secret"', "*"],
  "next-action": ["secret"],
  "next-router-prefetch": ["1"],
  "next-router-segment-prefetch": ["/_tree"],
  "next-router-state-tree": ["%5B%22secret%22%5D"],
  "next-url": ["/en/secret"],
  origin: ["https://evil.example"],
  range: ["bytes=0-3", "bytes=-1", "bytes=9-1"],
  referer: ["https://evil.example/secret"],
  rsc: ["1", "0", ""],
  "user-agent": ["WhatsApp/2.23 secret", "WordPress/6.5; https://evil.example"],
  "x-forwarded-for": ["203.0.113.9"],
  "x-forwarded-host": ["evil.example"],
  "x-forwarded-proto": ["ftp"],
  "x-forwarded-port": ["1"],
  "x-http-method-override": ["DELETE"],
  "x-invoke-path": ["/en/staff"],
  "x-matched-path": ["/en/staff"],
  "x-middleware-prefetch": ["1"],
  "x-middleware-rewrite": ["/en/staff"],
  "x-middleware-subrequest": ["proxy:proxy:proxy:proxy:proxy"],
  "x-nextjs-data": ["1"],
  "x-original-url": ["/en/staff"],
  "x-prerender-revalidate": ["secret"],
  "x-request-id": ["secret"],
  "x-requested-path": ["/secret"],
  "x-rewrite-url": ["/en/staff"],
};
const QUERIES = [
  ...[
    "",
    "?",
    "?from=secret.1",
    "?via=secret",
    "?channel=secret",
    "?theme=dark",
    "?locale=es",
    "?locale=en&locale=es",
  ],
  ...[
    "?page=2",
    "?_rsc=1abcd",
    "?preview",
    "?preview=1",
    "?utm_source=secret",
    "?%66rom=x",
    "?a=%0d%0ax-evil:%201",
  ],
  ...[
    "?nxtPslug=secret",
    "?nxtPlocale=es",
    "?__nextLocale=es",
    "?__nextDataReq=1",
    `?${"x=secret&".repeat(200)}`,
  ],
];
const METHODS: Method[] = ["GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];

/** A generator of numbers below a limit that are the same in every run (xorshift). */
function random(seed: number) {
  let state = seed;
  return (limit: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const SEED = 20_261_130;

test("no header, query or method of a client reaches a kept answer", async () => {
  const upTo = random(SEED);
  const pick = <T>(list: T[]): T => {
    const picked = list[upTo(list.length)];
    if (picked === undefined) throw new Error("empty");
    return picked;
  };
  const fromMemory: string[] = [];
  for (let request = 0; request < 300; request += 1) {
    const names = Array.from({ length: upTo(6) }, () => pick(Object.keys(HEADERS)));
    const headers = Object.fromEntries(names.map((name) => [name, pick(HEADERS[name] ?? [])]));
    const path = pick([...PATHS, ...DATA]);
    const [method, query] = [pick(METHODS), pick(QUERIES)];
    const answer = await site.get(path + query, { method, headers });
    if (answer.headers["cache-status"]) fromMemory.push(`${method} ${path}`);
    site.advance(upTo(90_000));
  }
  expect(fromMemory.length).toBeGreaterThan(100);
  for (const path of [...PATHS, ...DATA]) {
    const { text, headers, status } = await site.get(path);
    const { url, headers: received } = JSON.parse(text);
    expect([status, url.split("?")[0]]).toEqual([200, path]);
    expect(Object.keys(received).sort(), path).toEqual(["host", "user-agent", "x-requested-path"]);
    expect(received).toMatchObject({ host: "localhost:3000", "x-requested-path": path });
    expect(JSON.stringify({ text, headers })).not.toMatch(/secret|evil|203\.0\.113/);
  }
  for (const target of site.rendered) expect(target).toMatch(/^\/[a-z0-9/.-]+(\?locale=(en|es))?$/);
});

describe("never kept", () => {
  test.each([
    "/",
    "/EN",
    "/en/",
    "/fr/articles/wells",
    "/en/staff",
    "/en/staff/campaigns/wells",
    "/en/confirm/token",
    "/en/check-inbox",
    "/en/campaigns/wells/thanks",
    "/en/campaigns/wells/inbox",
    "/en/campaigns/wells/shared/bcdfghjkm",
    "/en/pass-on/bcdfghjkm",
    "/en/mail/token",
    "/en/missing",
    "/en/articles/Wells",
    "/en/articles/wells%2f..%2fstaff",
    "/en/articles/wells/../../staff",
    "/en/articles/wells;x.css",
    "/en/articles/wells.css",
    "//en/articles/wells",
    "/en/articles//wells",
    "/s/bcdfghjkm",
    "/s/bcdfghjkm/ripple",
    "/api/v1/links/bcdfghjkm",
    "/api/v1/confirmations/attempt",
    "/api/staff/choices",
    "/api/health/ready",
    "/metrics",
    "/api/v1/oembed?url=x",
    `/en/articles/${"x".repeat(200)}`,
  ])("is %s", async (path) => {
    const answer = await site.get(path);
    expect([answer.text, answer.headers["cache-status"]]).toEqual(["not cached", undefined]);
  });

  test.each<[Method, Record<string, string>]>([
    ["POST", {}],
    ["DELETE", {}],
    ["GET", { rsc: "1" }],
    ["HEAD", { rsc: "" }],
  ])("is %s with %j", async (method, headers) => {
    expect((await site.get("/en", { method, headers })).headers["cache-status"]).toBeUndefined();
  });
});

describe("an answer is not kept", () => {
  const places: [string, string, () => Response][] = [
    ["with a cookie", "/en", () => aPage("x", { "set-cookie": "session=secret" })],
    ["that is private", "/en", () => aPage("x", { "cache-control": "private, s-maxage=60" })],
    ["with no-store", "/en", () => aPage("x", { "cache-control": "no-store" })],
    ["without s-maxage", "/en", () => aPage("x", { "cache-control": "public, max-age=60" })],
    ["with an error", "/api/v1/campaigns/wells/count", () => new Response("x", { status: 503 })],
    ["of an unknown campaign", "/api/v1/campaigns/wells", () => new Response("x", { status: 404 })],
    [
      "that redirects to the staff area",
      "/en",
      () => new Response(null, { status: 307, headers: { location: "/en/staff" } }),
    ],
    [
      "that redirects elsewhere",
      "/en",
      () => new Response(null, { status: 307, headers: { location: "//evil.example" } }),
    ],
    [
      "of an image that may change",
      "/media/cards/en/campaigns/wells/120-0a1b2c3d4e5f.jpg",
      () => new Response("x", { headers: { "cache-control": "public, max-age=60" } }),
    ],
    ["that is too large", "/en", () => aPage("x".repeat(9_000_000))],
  ];

  test.each(places)("%s", async (_, path, upstream) => {
    const kept = aCachedSite(upstream);
    await kept.get(path);
    await kept.get(path);
    expect(kept.rendered).toHaveLength(2);
  });
});

test("unknown addresses displace no page", async () => {
  const known = aCachedSite(({ url }) =>
    url === "/en"
      ? aPage("front")
      : new Response(null, {
          status: 307,
          headers: { location: "/en/missing", "cache-control": "no-store" },
        }),
  );
  await known.get("/en");
  for (let slug = 0; slug < 1_000; slug += 1) await known.get(`/en/articles/unknown-${slug}`);
  expect((await known.get("/en")).text).toBe("front");
  expect(known.rendered.filter((target) => target === "/en")).toHaveLength(1);
});
