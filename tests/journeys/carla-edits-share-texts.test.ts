import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { aPage, expectAccessible } from "../support/browser";
import { aCampaign } from "../support/factories";
import { aStaffPage } from "../support/staff-session";

const sharingPath = (slug: string) => `/en/staff/campaigns/${slug}/sharing`;
/** The section of the sharing page for English. */
const english = (page: Page) => page.locator("div:has(> h3)").filter({ hasText: "English" });
const waitForStatus = (page: Page, text: string) =>
  page.getByRole("status").filter({ hasText: text }).waitFor();

/** Creates a campaign with a unique slug. */
const aNewCampaign = () =>
  aCampaign(appDatabase(), { slug: `share-texts-${randomBytes(4).toString("hex")}` });

/** Returns the message that the public page of a campaign passes to WhatsApp. */
async function messageOn(path: string): Promise<string> {
  const page = await aPage();
  await page.goto(path);
  const href = await page.getByRole("link", { name: "WhatsApp" }).getAttribute("href");
  return new URL(href ?? "").searchParams.get("text")?.split("\n")[0] ?? "";
}

test("Carla changes the share message with a live preview, readers send it, and undoing restores the standard text", async () => {
  const { slug } = await aNewCampaign();
  const path = `/en/campaigns/${slug}`;
  expect(await messageOn(path)).toBe("“Give every child a library card”: read it, and sign if you agree.");

  const { page } = await aStaffPage("campaigner");
  await page.goto(sharingPath(slug));
  const message = 'Every child reads & "writes" #books 📚';
  await english(page).getByLabel("Message", { exact: true }).fill(message);
  expect(await english(page).locator(".share-bubble").textContent()).toContain(message);
  expect(await english(page).locator(".share-post").first().textContent()).toContain(message);
  await english(page).getByText(`X: ${message.length} of 256`).waitFor();
  await english(page).getByRole("button", { name: "Save" }).click();
  await waitForStatus(page, "Saved. From now on messages say this.");
  await expect.poll(() => messageOn(path)).toBe(message);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => messageOn(path)).toContain("read it, and sign");
  await expect.poll(() => english(page).getByLabel("Message", { exact: true }).inputValue()).toBe("");
});

test("a message that is too long for a network is previewed as cut, with a warning", async () => {
  const { slug } = await aNewCampaign();
  const { page } = await aStaffPage("campaigner");
  await page.goto(sharingPath(slug));
  await english(page).getByLabel("Message", { exact: true }).fill("a".repeat(258));
  await english(page).getByText("Too long for X: a post is cut there.").waitFor();
  expect(await english(page).locator(".share-post").first().textContent()).toMatch(/a… http/);
  expect(await english(page).locator(".share-bubble").textContent()).not.toContain("…");
});

test("a second editor of the same share text sees the first one's text before overwriting it", async () => {
  const { slug } = await aNewCampaign();
  const [carla, luis] = [(await aStaffPage("campaigner")).page, (await aStaffPage("owner")).page];
  for (const page of [carla, luis]) await page.goto(sharingPath(slug));
  await english(carla).getByLabel("Message", { exact: true }).fill("Carla's");
  await english(carla).getByRole("button", { name: "Save" }).click();
  await waitForStatus(carla, "Saved.");
  await english(luis).getByLabel("Message", { exact: true }).fill("Luis's");
  await english(luis).getByRole("button", { name: "Save" }).click();
  await english(luis).getByText("It now says: Carla's").waitFor();
  expect(await english(luis).getByLabel("Message", { exact: true }).inputValue()).toBe("Luis's");
  await english(luis).getByRole("button", { name: "Save" }).click();
  await waitForStatus(luis, "Saved.");
  await expect.poll(() => messageOn(`/en/campaigns/${slug}`)).toBe("Luis's");
});

test("without scripts share texts can be saved, previewed and reset to the standard text", async () => {
  const { slug } = await aNewCampaign();
  const { page } = await aStaffPage("campaigner", { javascript: false });
  await page.goto(sharingPath(slug));
  await english(page).getByLabel("Subject of an e-mail").fill("A card for each child");
  await english(page).getByRole("button", { name: "Save" }).click();
  await page.goto(sharingPath(slug));
  expect(await english(page).locator(".share-letter").textContent()).toContain("A card for each child");
  await english(page).getByRole("button", { name: "Use the standard text" }).click();
  await page.goto(sharingPath(slug));
  expect(await english(page).locator(".share-letter").textContent()).toContain("I have signed");
});

test("an analyst sees the share texts but cannot change them; the page is accessible and fits a phone", async () => {
  const { slug } = await aNewCampaign();
  for (const role of ["analyst", "campaigner"] as const) {
    const { page } = await aStaffPage(role, { phone: true });
    await page.goto(sharingPath(slug));
    expect(await page.locator(".share-bubble").count()).toBe(2);
    const texts = page.getByRole("region", { name: "What messages say" }).getByRole("textbox");
    expect(await texts.count()).toBe(role === "analyst" ? 0 : 6);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "fits a phone").toBeLessThanOrEqual(390);
    await expectAccessible(page);
  }
});
