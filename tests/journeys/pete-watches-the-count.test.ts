import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aPage } from "../support/browser";
import { ARTICLE, CAMPAIGN, confirmByApi, getSignatureCount, signByApi } from "../support/public-api";
import { stack } from "../support/stack";

const POLL_INTERVAL_MS = 20_000;

const PUBLIC_PAGES = [
  "/en",
  "/es",
  `/en/articles/${ARTICLE}`,
  `/es/articles/${ARTICLE}`,
  `/en/campaigns/${CAMPAIGN}`,
  `/es/campaigns/${CAMPAIGN}`,
];

const waitForCount = (page: Page, count: number) =>
  page
    .locator(`[data-count="${CAMPAIGN}"]`, { hasText: count.toLocaleString("en") })
    .first()
    .waitFor();

/** Advances the page's clock until it has requested the count again: a page sets its timer when the counts of all its campaigns are there. */
async function nextPoll(page: Page) {
  let isAnswered = false;
  const response = page
    .waitForResponse((answer) => answer.url().endsWith(`/campaigns/${CAMPAIGN}/count`))
    .then(() => {
      isAnswered = true;
    });
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(POLL_INTERVAL_MS);
        return isAnswered;
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  await response;
}

test.each([`/en/campaigns/${CAMPAIGN}`, `/en/articles/${ARTICLE}`])(
  "the count on %s is updated without a reload",
  async (path) => {
    const mails = [1, 2].map((turn) => signByApi({ email: `pete.${turn}.${path.length}@example.org` }));
    const before = await getSignatureCount();
    const page = await aPage();
    await page.clock.install();
    await page.goto(path);
    await waitForCount(page, before);
    await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
    let count = before;
    for (const mail of mails) {
      await confirmByApi(await mail);
      count += 1;
      await nextPoll(page);
      await waitForCount(page, count);
    }
    expect(await page.locator("body[data-same-page]").count()).toBe(1);
  },
);

test("public pages send requests only to our site, and store nothing", async () => {
  const page = await aPage();
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  for (const path of PUBLIC_PAGES) await page.goto(path, { waitUntil: "networkidle" });
  expect([...origins]).toEqual([stack().appUrl]);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("public pages and the count can be cached", async () => {
  for (const path of PUBLIC_PAGES) {
    const answer = await fetch(stack().appUrl + path);
    expect(answer.headers.get("cache-control"), path).toMatch(/^s-maxage=\d+, stale-while-revalidate/);
    expect(answer.headers.get("set-cookie"), path).toBeNull();
  }
  const count = await fetch(`${stack().appUrl}/api/v1/campaigns/${CAMPAIGN}/count`);
  expect(count.headers.get("cache-control")).toMatch(/^public, s-maxage=\d+, stale-while-revalidate=\d+$/);
  expect(Object.keys(await count.json()).sort()).toEqual(["goal", "signatures"]);
});
