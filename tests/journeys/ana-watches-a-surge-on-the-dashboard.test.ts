import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../support/browser";
import { confirmByApi, signByApi } from "../support/signing";
import { aStaffPage } from "../support/staff-session";

const CAMPAIGN = "plastics-at-the-source";
const ROOM = `/en/staff/campaigns/${CAMPAIGN}`;
const STREAM = "**/api/staff/campaigns/*/live?*";

/** The number under a name at the head of the room. */
async function figure(page: Page, name: string): Promise<number> {
  const entry = page.getByRole("region", { name: "Figures" }).locator("dl > div").filter({ hasText: name });
  return Number((await entry.locator("dd").first().textContent())?.replaceAll(/\D/g, ""));
}

let person = 0;
/** Somebody signs and confirms, and says who they are and why. */
async function somebodyIsCounted() {
  person += 1;
  const email = `burst.${person}@example.org`;
  const mail = await signByApi({
    email,
    name: `Zacharias Quillfeather ${person}`,
    comment: "Unmistakable words of mine",
    campaign: CAMPAIGN,
    country: "GB",
  });
  await confirmByApi(mail);
}

const connectionIs = (page: Page, state: string) =>
  page.locator(`[data-connection="${state}"]`).waitFor({ timeout: 60_000 });

test("Ana sees each signature as it is confirmed, without a reload, in the figures, the chart and the tables", async () => {
  const { page } = await aStaffPage("analyst");
  await page.goto(`${ROOM}?range=hour`);
  await connectionIs(page, "live");
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  const britons = page.getByRole("row").filter({ hasText: "United Kingdom" }).getByRole("cell").first();
  const fromBritain = async () => Number(await britons.textContent());
  const [before, britonsBefore] = [await figure(page, "Confirmed"), await fromBritain()];
  for (let one = 1; one <= 3; one += 1) {
    await somebodyIsCounted();
    await expect.poll(() => figure(page, "Confirmed"), { timeout: 5_000 }).toBe(before + one);
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

test("when the stream is cut, the room asks instead, says so, and comes back to life", async () => {
  const { page } = await aStaffPage("analyst");
  await page.goto(ROOM);
  await connectionIs(page, "live");
  await page.getByRole("button", { name: "Pause" }).click();
  await connectionIs(page, "paused");
  const before = await figure(page, "Confirmed");
  await somebodyIsCounted();
  // Something on the way ends every stream at once; all else goes through.
  await page.route(STREAM, (route) =>
    route.request().headers().accept?.includes("text/event-stream")
      ? route.fulfill({ contentType: "text/event-stream", body: "" })
      : route.continue(),
  );
  expect(await figure(page, "Confirmed")).toBe(before);
  await page.getByRole("button", { name: "Go on" }).click();
  await connectionIs(page, "polling");
  await page.getByText("Every 10 s").waitFor();
  expect(await figure(page, "Confirmed")).toBe(before + 1);

  await page.unroute(STREAM);
  await connectionIs(page, "live");
  await somebodyIsCounted();
  await expect.poll(() => figure(page, "Confirmed"), { timeout: 5_000 }).toBe(before + 2);
}, 120_000);

test("Ana meets no name, no address and no comment, and finds no other room", async () => {
  await somebodyIsCounted();
  const { page } = await aStaffPage("analyst");
  const live = await page.request.get(`/api/staff/campaigns/${CAMPAIGN}/live?locale=en`);
  const sharing = await page.request.get(`${ROOM}/sharing`);
  expect(sharing.status()).toBe(200);
  await page.goto(ROOM);
  for (const text of [await page.content(), await live.text(), await sharing.text()]) {
    expect(text).not.toContain("Quillfeather");
    expect(text).not.toContain("burst.");
    expect(text).not.toContain("Unmistakable");
  }
  const rooms = page.getByRole("navigation", { name: "Pages of this campaign" }).getByRole("link");
  expect(await rooms.allTextContents()).toEqual(["Dashboard", "Sharing"]);
  for (const room of ["signatures", "comments", "edit", "exports"])
    expect((await page.request.get(`${ROOM}/${room}`)).status(), room).toBe(404);
});

test.each([
  { locale: "en", phone: undefined },
  { locale: "es", phone: true },
] as const)("Ana can read the room ($locale)", async ({ locale, phone }) => {
  const { page } = await aStaffPage("analyst", { locale, phone });
  for (const range of ["hour", "all"]) {
    await page.goto(`/${locale}/staff/campaigns/stand-with-refugees?range=${range}`);
    await connectionIs(page, "live");
    await expectAccessible(page);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    phone ? 390 : 1280,
  );
});

test("without scripts Ana reads the room as it was when she opened it", async () => {
  const { page } = await aStaffPage("analyst", { javascript: false });
  await page.goto(ROOM);
  expect(await figure(page, "Confirmed")).toBeGreaterThan(200);
  await page.getByText("Show as a table").click();
  await page.getByRole("table", { name: "Signatures over time" }).waitFor();
});
