import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { aPage, expectAccessible } from "../support/browser";
import { aCampaign } from "../support/factories";
import { aStaffPage } from "../support/staff-session";

const room = (slug: string) => `/en/staff/campaigns/${slug}/sharing`;
/** The part of the room for one language. */
const english = (page: Page) => page.locator("div:has(> h3)").filter({ hasText: "English" });
const saidDone = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words }).waitFor();

/** A campaign whose address no other journey has. */
const aCampaignToWord = () => aCampaign(appDatabase(), { slug: `words-${randomBytes(4).toString("hex")}` });

/** What WhatsApp is given on the public page of a campaign. */
async function messageOn(path: string): Promise<string> {
  const page = await aPage();
  await page.goto(path);
  const href = await page.getByRole("link", { name: "WhatsApp" }).getAttribute("href");
  return new URL(href ?? "").searchParams.get("text")?.split("\n")[0] ?? "";
}

test("Carla writes what messages say, sees it as she types, and readers send it; she takes it back, and theirs is ours", async () => {
  const { slug } = await aCampaignToWord();
  const path = `/en/campaigns/${slug}`;
  expect(await messageOn(path)).toBe("“Give every child a library card”: read it, and sign if you agree.");

  const { page } = await aStaffPage("campaigner");
  await page.goto(room(slug));
  const words = 'Every child reads & "writes" #books 📚';
  await english(page).getByLabel("Message", { exact: true }).fill(words);
  expect(await english(page).locator(".share-bubble").textContent()).toContain(words);
  expect(await english(page).locator(".share-post").first().textContent()).toContain(words);
  await english(page).getByText(`X: ${words.length} of 256`).waitFor();
  await english(page).getByRole("button", { name: "Save" }).click();
  await saidDone(page, "Saved. From now on messages say this.");
  await expect.poll(() => messageOn(path)).toBe(words);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => messageOn(path)).toContain("read it, and sign");
  await expect.poll(() => english(page).getByLabel("Message", { exact: true }).inputValue()).toBe("");
});

test("a message that is too long for a network is shown as it is cut there, and Carla is told", async () => {
  const { slug } = await aCampaignToWord();
  const { page } = await aStaffPage("campaigner");
  await page.goto(room(slug));
  await english(page).getByLabel("Message", { exact: true }).fill("a".repeat(258));
  await english(page).getByText("Too long for X: a post is cut there.").waitFor();
  expect(await english(page).locator(".share-post").first().textContent()).toMatch(/a… http/);
  expect(await english(page).locator(".share-bubble").textContent()).not.toContain("…");
});

test("two people at one form: what only one changed is kept, what both changed is laid before the second", async () => {
  const { slug } = await aCampaignToWord();
  const [carla, luis] = [(await aStaffPage("campaigner")).page, (await aStaffPage("owner")).page];
  for (const page of [carla, luis]) await page.goto(room(slug));
  await english(carla).getByLabel("Message", { exact: true }).fill("Carla's");
  await english(carla).getByRole("button", { name: "Save" }).click();
  await saidDone(carla, "Saved.");
  await english(luis).getByLabel("Message", { exact: true }).fill("Luis's");
  await english(luis).getByRole("button", { name: "Save" }).click();
  await english(luis).getByText("It now says: Carla's").waitFor();
  expect(await english(luis).getByLabel("Message", { exact: true }).inputValue()).toBe("Luis's");
  await english(luis).getByRole("button", { name: "Save" }).click();
  await saidDone(luis, "Saved.");
  await expect.poll(() => messageOn(`/en/campaigns/${slug}`)).toBe("Luis's");
});

test("without scripts the texts are saved, shown as they will appear, and ours can be taken again", async () => {
  const { slug } = await aCampaignToWord();
  const { page } = await aStaffPage("campaigner", { javascript: false });
  await page.goto(room(slug));
  await english(page).getByLabel("Subject of an e-mail").fill("A card for each child");
  await english(page).getByRole("button", { name: "Save" }).click();
  await page.goto(room(slug));
  expect(await english(page).locator(".share-letter").textContent()).toContain("A card for each child");
  await english(page).getByRole("button", { name: "Use the standard text" }).click();
  await page.goto(room(slug));
  expect(await english(page).locator(".share-letter").textContent()).toContain("I have signed");
});

test("an analyst sees the texts and cannot change them; nothing hinders them, on a phone and in the dark", async () => {
  const { slug } = await aCampaignToWord();
  for (const role of ["analyst", "campaigner"] as const) {
    const { page } = await aStaffPage(role, { phone: true });
    await page.goto(room(slug));
    expect(await page.locator(".share-bubble").count()).toBe(2);
    const texts = page.getByRole("region", { name: "What messages say" }).getByRole("textbox");
    expect(await texts.count()).toBe(role === "analyst" ? 0 : 6);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "fits a phone").toBeLessThanOrEqual(390);
    await expectAccessible(page);
  }
});
