import { randomBytes } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { expectAccessible } from "../support/browser";
import { aCampaign } from "../support/factories";
import { referralFactories } from "../support/referrals";
import { aShareLink } from "../support/share-links";
import { aStaffPage } from "../support/staff-session";

const room = (slug: string, locale = "en") => `/${locale}/staff/campaigns/${slug}/sharing`;

/** A campaign that carries another one on, whose old links go on bringing signatures. */
async function aSuccession() {
  const db = appDatabase();
  const { aChain, addConfirmations, addVisits, foldAll } = referralFactories(db);
  const made = randomBytes(4).toString("hex");
  const next = await aCampaign(db, { slug: `next-${made}` });
  const replaced = await aCampaign(db, { slug: `replaced-${made}`, successorId: next.id });
  const [old, , farthest] = await aChain(3, { campaignId: replaced.id });
  if (!old || !farthest) throw new Error("the chain is too short");
  const own = await aShareLink(db, { campaignId: next.id });
  await addVisits({ link: old, channel: "whatsapp", times: 4 });
  await addVisits({ link: own, channel: "email", times: 10 });
  await addConfirmations({ campaignId: replaced.id, link: old });
  await addConfirmations({ campaignId: next.id, link: old, channel: "email", times: 2 });
  await addConfirmations({ campaignId: next.id, link: farthest, channel: "email" });
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

/** A link's figures, by their names. */
async function figuresOf(page: Page) {
  const facts = page.locator("main dl").last().locator("> div");
  const names = await facts.locator("dt").allTextContents();
  const values = await facts.locator("dd").allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

test("a campaign's room leads to what the old links of the one that it carries on brought, and says whose visits they have", async () => {
  const { next, replaced, old } = await aSuccession();
  const { page } = await aStaffPage("analyst");
  await page.goto(room(next.slug));
  // Ten came by the campaign's own link. Four signed, three of them through links whose visits count elsewhere.
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
    ["Through links further on", "1"],
  ]);
  await page.getByText("It also brought 1 signature to other campaigns.").waitFor();
  const owner = page.locator("p").filter({ hasText: "It belongs to another campaign" }).getByRole("link");
  await owner.click();
  await page.waitForURL(`**${room(replaced.slug)}/${old.code}`);
  expect(await figuresOf(page)).toMatchObject({ Signatures: "1" });
  expect(await page.getByText("It belongs to another campaign").count()).toBe(0);
  // There, too, it says where the link leads by now.
  expect(await madeBy.textContent()).toContain("leading to “Give every child a library card”");
});

test("nothing hinders whoever reads it, in either language, on a phone and on a desk, in the light and in the dark", async () => {
  const { next, old } = await aSuccession();
  for (const locale of ["en", "es"])
    for (const size of [{ phone: true }, {}] as const) {
      const { page } = await aStaffPage("analyst", { locale, ...size });
      for (const path of [room(next.slug, locale), `${room(next.slug, locale)}/${old.code}`]) {
        await page.goto(path);
        const [seen, wide] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
        expect(wide, `${path} fits`).toBeLessThanOrEqual(seen ?? 0);
        await expectAccessible(page);
      }
    }
});
