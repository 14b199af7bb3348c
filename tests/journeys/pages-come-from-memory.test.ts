import { expect, test } from "vitest";
import { stack } from "../support/stack";

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(stack().appUrl + path, { headers, redirect: "manual" });

const PUBLIC = [
  "/en",
  "/en/articles/us-leaves-migration-compact-talks",
  "/es/campaigns/stand-with-refugees",
  "/en/topics/refugees-and-migration",
  "/en/embed/stand-with-refugees",
  "/en/feed.xml",
  "/sitemap.xml",
  "/api/v1/campaigns/stand-with-refugees",
];
const PRIVATE = [
  "/en/staff",
  "/en/check-inbox",
  "/en/campaigns/stand-with-refugees/thanks",
  "/en/confirm/token",
  "/api/v1/confirmations/attempt",
];

const forged = {
  cookie: "next-auth.session-token=forged",
  authorization: "Bearer forged",
  range: "bytes=0-9",
  "x-forwarded-host": "evil.example",
  "accept-encoding": "br",
};

test.each(PUBLIC)("%s is kept, whatever the request adds to it", async (path) => {
  // A count may change at any time.
  const hit = () => get(`${path}?utm_source=mail&from=a.1`, forged);
  await expect.poll(async () => (await hit()).headers.get("cache-status")).toBe("groundswell; hit");
  const kept = await hit();
  expect([kept.status, kept.headers.get("content-encoding"), kept.headers.get("set-cookie")]).toEqual([
    200,
    "br",
    null,
  ]);
  expect(await kept.text()).not.toMatch(/evil\.example|utm_source/);
  const known = await get(path, { "if-none-match": kept.headers.get("etag") ?? "" });
  expect([known.status, await known.text()]).toEqual([304, ""]);
});

test.each(PRIVATE)("%s is never kept", async (path) => {
  for (let visit = 0; visit < 2; visit += 1) {
    const answer = await get(path);
    expect(answer.headers.get("cache-status")).toBeNull();
    expect(answer.headers.get("cache-control")).toMatch(/no-store/);
  }
});

test("data for Next's router does not take the place of a page", async () => {
  const data = await get("/en?_rsc=1abcd", { rsc: "1" });
  expect(data.headers.get("content-type") ?? "").not.toContain("text/html");
  expect(data.headers.get("cache-status")).toBeNull();
  const page = await get("/en");
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(await page.text()).toMatch(/^<!doctype html>/i);
});
