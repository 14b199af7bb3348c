import { randomBytes } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { expectAccessibleAtEveryWidth } from "../support/browser";
import { aCampaign } from "../support/factories";
import { referralFactories } from "../support/referral-factories";
import { aShareLink } from "../support/share-links";
import { aStaffPage } from "../support/staff-session";

const sharingPath = (slug: string, locale = "en") => `/${locale}/staff/campaigns/${slug}/sharing`;

/** Creates a campaign that replaced another one, whose old links still bring signatures. */
async function aReplacedCampaign() {
  const db = appDatabase();
  const { aChain, addConfirmations, addVisits, foldAll } = referralFactories(db);
  const suffix = randomBytes(4).toString("hex");
  const next = await aCampaign(db, { slug: `next-${suffix}` });
  const replaced = await aCampaign(db, { slug: `replaced-${suffix}`, successorId: next.id });
  const [old, , last] = await aChain(3, { campaignId: replaced.id });
  if (!old || !last) throw new Error("the chain is too short");
  const own = await aShareLink(db, { campaignId: next.id });
  await addVisits({ link: old, channel: "whatsapp", times: 4 });
  await addVisits({ link: own, channel: "email", times: 10 });
  await addConfirmations({ campaignId: replaced.id, link: old });
  await addConfirmations({ campaignId: next.id, link: old, channel: "email", times: 2 });
  await addConfirmations({ campaignId: next.id, link: last, channel: "email" });
  await addConfirmations({ campaignId: next.id, link: own, channel: "email" });
  await foldAll();
  return { next, replaced, old };
}

async function rowsOf(table: Locator): Promise<string[][]> {
  const rows = await table.locator("tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("th > :first-child, td").allTextContents()));
}

const section = (page: Page, name: string) =>
  page.locator("section:has(> h3)").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** Returns a link's figures by name. */
async function figuresOf(page: Page) {
  const facts = page.locator("main dl").last().locator("> div");
  const names = await facts.locator("dt").allTextContents();
  const values = await facts.locator("dd").allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

test("the sharing page credits links of the replaced campaign, and says which campaign counts their visits", async () => {
  const { next, replaced, old } = await aReplacedCampaign();
  const { page } = await aStaffPage("analyst");
  await page.goto(sharingPath(next.slug));
  // Ten visits through the campaign's own link. Four signatures, three of them through links whose visits count elsewhere.
  const channels = section(page, "Channel");
  expect(await rowsOf(channels)).toEqual([["E-mail", "10", "–", "4", "100%"]]);
  await channels.getByText("3 signatures came through links that belong to another campaign").waitFor();

  const leaders = page.getByRole("region", { name: "Strongest links" });
  const leader = leaders.locator("tbody tr").first();
  expect(await leader.locator("td").allTextContents()).toEqual(["1", "4", "2", "1", "3", "3"]);
  await leader.getByRole("link").click();
  await page.getByRole("heading", { name: `Share link /s/${old.code}` }).waitFor();
  const madeBy = page.locator("p").filter({ hasText: "Made by a reader" });
  expect(await madeBy.textContent()).toContain("leading to “The petition’s own page”");
  expect(await figuresOf(page)).toEqual({
    Visits: "4",
    Signatures: "3",
    Generations: "3",
    "Links above it": "0",
  });
  expect((await rowsOf(section(page, "By generation"))).map(([name, count]) => [name, count])).toEqual([
    ["Through this link", "2"],
    ["Through later links", "1"],
  ]);
  await page.getByText("It also brought 1 signature to other campaigns.").waitFor();
  const owner = page.locator("p").filter({ hasText: "It belongs to another campaign" }).getByRole("link");
  await owner.click();
  await page.waitForURL(`**${sharingPath(replaced.slug)}/${old.code}`);
  expect(await figuresOf(page)).toMatchObject({ Signatures: "1" });
  expect(await page.getByText("It belongs to another campaign").count()).toBe(0);
  // The page of the old campaign also says where the link leads now.
  expect(await madeBy.textContent()).toContain("leading to “Give every child a library card”");
});

test.each(["en", "es"])(
  "the sharing page and a link's page are accessible and fit the screen (%s)",
  async (locale) => {
    const { next, old } = await aReplacedCampaign();
    const { page } = await aStaffPage("analyst", { locale });
    for (const path of [sharingPath(next.slug, locale), `${sharingPath(next.slug, locale)}/${old.code}`]) {
      await page.goto(path);
      await expectAccessibleAtEveryWidth(page);
    }
  },
);
