import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../support/browser";
import { confirmByApi, signByApi } from "../support/public-api";
import { aStaffPage } from "../support/staff-session";

const CAMPAIGN = "plastics-at-the-source";
const DASHBOARD = `/en/staff/campaigns/${CAMPAIGN}`;
const STREAM = "**/api/staff/campaigns/*/live?*";

/** Returns a figure at the top of the dashboard by name. */
async function figure(page: Page, name: string): Promise<number> {
  const entry = page.getByRole("region", { name: "Figures" }).locator("dl > div").filter({ hasText: name });
  return Number((await entry.locator("dd").first().textContent())?.replaceAll(/\D/g, ""));
}

let person = 0;
/** Signs and confirms as a new person, with a name and a comment. */
async function addConfirmedSignature() {
  person += 1;
  const email = `burst.${person}@example.org`;
  const mail = await signByApi({
    email,
    name: `Zacharias Quillfeather ${person}`,
    comment: "Unmistakable comment",
    campaign: CAMPAIGN,
    country: "GB",
  });
  await confirmByApi(mail);
}

const waitForConnection = (page: Page, state: string) =>
  page.locator(`[data-connection="${state}"]`).waitFor({ timeout: 60_000 });

test("figures, chart and tables count each confirmed signature without a reload", async () => {
  const { page } = await aStaffPage("analyst");
  await page.goto(`${DASHBOARD}?range=hour`);
  await waitForConnection(page, "live");
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  const britons = page.getByRole("row").filter({ hasText: "United Kingdom" }).getByRole("cell").first();
  const fromBritain = async () => Number(await britons.textContent());
  const [before, britonsBefore] = [await figure(page, "Confirmed"), await fromBritain()];
  for (let added = 1; added <= 3; added += 1) {
    await addConfirmedSignature();
    await expect.poll(() => figure(page, "Confirmed"), { timeout: 5_000 }).toBe(before + added);
  }
  await page.getByText("Show as a table").click();
  const latest = page.getByRole("table", { name: "Signatures over time" }).getByRole("row");
  const counted = async () => {
    const cells = await latest.getByRole("cell").allTextContents();
    return cells.slice(-4).reduce((sum, cell) => sum + Number(cell), 0);
  };
  await expect.poll(counted, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
  await expect.poll(fromBritain, { timeout: 40_000 }).toBe(britonsBefore + 3);
  expect(await page.evaluate(() => "neverReloaded" in window)).toBe(true);
});

test("the dashboard polls while its stream fails, says so, and reconnects", async () => {
  const { page } = await aStaffPage("analyst");
  await page.goto(DASHBOARD);
  await waitForConnection(page, "live");
  await page.getByRole("button", { name: "Pause" }).click();
  await waitForConnection(page, "paused");
  const before = await figure(page, "Confirmed");
  await addConfirmedSignature();
  // Every event stream ends at once; other requests pass.
  await page.route(STREAM, (route) =>
    route.request().headers().accept?.includes("text/event-stream")
      ? route.fulfill({ contentType: "text/event-stream", body: "" })
      : route.continue(),
  );
  expect(await figure(page, "Confirmed")).toBe(before);
  await page.getByRole("button", { name: "Resume" }).click();
  await waitForConnection(page, "polling");
  await page.getByText("Every 10 s").waitFor();
  expect(await figure(page, "Confirmed")).toBe(before + 1);

  await page.unroute(STREAM);
  await waitForConnection(page, "live");
  await addConfirmedSignature();
  await expect.poll(() => figure(page, "Confirmed"), { timeout: 5_000 }).toBe(before + 2);
}, 120_000);

test("an analyst's pages contain no name, address or comment, and only two campaign pages exist for her", async () => {
  await addConfirmedSignature();
  const { page } = await aStaffPage("analyst");
  const live = await page.request.get(`/api/staff/campaigns/${CAMPAIGN}/live?locale=en`);
  const sharing = await page.request.get(`${DASHBOARD}/sharing`);
  expect(sharing.status()).toBe(200);
  await page.goto(DASHBOARD);
  for (const text of [await page.content(), await live.text(), await sharing.text()]) {
    expect(text).not.toContain("Quillfeather");
    expect(text).not.toContain("burst.");
    expect(text).not.toContain("Unmistakable");
  }
  const tabs = page.getByRole("navigation", { name: "Pages of this campaign" }).getByRole("link");
  expect(await tabs.allTextContents()).toEqual(["Dashboard", "Sharing"]);
  for (const tab of ["signatures", "comments", "edit", "exports"])
    expect((await page.request.get(`${DASHBOARD}/${tab}`)).status(), tab).toBe(404);
});

test.each([
  { locale: "en", phone: undefined },
  { locale: "es", phone: true },
] as const)("the dashboard is accessible and fits the screen ($locale)", async ({ locale, phone }) => {
  const { page } = await aStaffPage("analyst", { locale, phone });
  for (const range of ["hour", "all"]) {
    await page.goto(`/${locale}/staff/campaigns/stand-with-refugees?range=${range}`);
    await waitForConnection(page, "live");
    await expectAccessible(page);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    phone ? 390 : 1280,
  );
});

test("without scripts the dashboard shows the figures of when it was loaded", async () => {
  const { page } = await aStaffPage("analyst", { javascript: false });
  await page.goto(DASHBOARD);
  expect(await figure(page, "Confirmed")).toBeGreaterThan(200);
  await page.getByText("Show as a table").click();
  await page.getByRole("table", { name: "Signatures over time" }).waitFor();
});
