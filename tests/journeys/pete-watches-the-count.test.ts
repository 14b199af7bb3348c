import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aPage } from "../support/browser";
import { ARTICLE, CAMPAIGN, confirmByApi, getSignatureCount, signByApi } from "../support/signing";
import { stack } from "../support/stack";

const ASKS_WITHIN_MS = 20_000;

const PUBLIC_PAGES = [
  "/en",
  "/es",
  `/en/articles/${ARTICLE}`,
  `/es/articles/${ARTICLE}`,
  `/en/campaigns/${CAMPAIGN}`,
  `/es/campaigns/${CAMPAIGN}`,
];

const shown = (page: Page, count: number) =>
  page
    .locator(`[data-count="${CAMPAIGN}"]`, { hasText: count.toLocaleString("en") })
    .first()
    .waitFor();

/** Lets the page's clock run on to its next look at the count. */
async function nextLook(page: Page) {
  const asked = page.waitForResponse((answer) => answer.url().endsWith(`/campaigns/${CAMPAIGN}/count`));
  await page.clock.fastForward(ASKS_WITHIN_MS);
  await asked;
}

test.each([`/en/campaigns/${CAMPAIGN}`, `/en/articles/${ARTICLE}`])(
  "an open %s counts on without being reloaded",
  async (path) => {
    const mails = [1, 2].map((turn) => signByApi({ email: `pete.${turn}.${path.length}@example.org` }));
    const before = await getSignatureCount();
    const page = await aPage();
    await page.clock.install();
    await page.goto(path);
    await shown(page, before);
    await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
    let count = before;
    for (const mail of mails) {
      await confirmByApi(await mail);
      count += 1;
      await nextLook(page);
      await shown(page, count);
    }
    expect(await page.locator("body[data-same-page]").count()).toBe(1);
  },
);

test("public pages ask nobody but us, and leave no cookie", async () => {
  const page = await aPage();
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  for (const path of PUBLIC_PAGES) await page.goto(path, { waitUntil: "networkidle" });
  expect([...origins]).toEqual([stack().appUrl]);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("public pages may be kept by any cache", async () => {
  for (const path of PUBLIC_PAGES) {
    const answer = await fetch(stack().appUrl + path);
    expect(answer.headers.get("cache-control"), path).toMatch(/^s-maxage=\d+, stale-while-revalidate/);
    expect(answer.headers.get("set-cookie"), path).toBeNull();
  }
  const count = await fetch(`${stack().appUrl}/api/v1/campaigns/${CAMPAIGN}/count`);
  expect(count.headers.get("cache-control")).toMatch(/^public, s-maxage=\d+, stale-while-revalidate=\d+$/);
  expect(Object.keys(await count.json()).sort()).toEqual(["goal", "signatures"]);
});
