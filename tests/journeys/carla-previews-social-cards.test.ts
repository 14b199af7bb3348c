import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { petitionTexts } from "@/db/schema";
import { petitionTextHash } from "@/lib/campaigns/campaign-status";
import { newId } from "@/lib/ids";
import { appDatabase } from "../support/app-database";
import { expectAccessible } from "../support/browser";
import { aCampaign } from "../support/factories";
import { aStaffPage } from "../support/staff-session";

/** Longer than everybody but Slack shows. */
const TITLES: Record<string, string> = {
  en: "Give every child in every school of this city, of its suburbs and of all the villages around it a library card that is theirs for ever",
  es: "Un carné de biblioteca para cada niña y cada niño de todos los colegios de la ciudad, de sus barrios y de los pueblos que la rodean",
};
const ROOMS = {
  en: {
    section: "How links will look",
    remark:
      "The title is too long for WhatsApp, Facebook, and X: it is cut there. Its first words should say what it is about.",
  },
  es: {
    section: "Cómo se verán los enlaces",
    remark:
      "El título es demasiado largo para WhatsApp, Facebook y X: allí se corta. Sus primeras palabras deben decir de qué trata.",
  },
} as const;

const room = (locale: string, slug: string) => `/${locale}/staff/campaigns/${slug}/sharing`;

/** A campaign whose title was written anew, and became long. */
async function aLongCampaign() {
  const db = appDatabase();
  const campaign = await aCampaign(db, { slug: `looks-${randomBytes(4).toString("hex")}` });
  const longer = campaign.texts.map((text) => ({ ...text, title: TITLES[text.locale] ?? text.title }));
  await db.insert(petitionTexts).values(
    longer.map((text) => ({
      ...text,
      id: newId(),
      sha256: petitionTextHash(text),
      publishedAt: new Date(),
    })),
  );
  return campaign;
}

/** The campaign's own page as a network shows it: in the language of the room it is open from the start. */
function shownBy(page: Page, { network, section }: { network: string; section: string }) {
  const preview = page.getByRole("region", { name: section }).locator("details[open]");
  return preview.locator("figure").filter({ has: page.getByText(network, { exact: true }) });
}

test("Carla sees her long title as WhatsApp, Facebook, X and Slack cut it, and is told where it is cut", async () => {
  const { slug } = await aLongCampaign();
  const { page } = await aStaffPage("campaigner");
  await page.goto(room("en", slug));
  const { section, remark } = ROOMS.en;
  const titles = {
    WhatsApp: "Give every child in every school of this city, of its suburbs and of all the vil…",
    Facebook:
      "Give every child in every school of this city, of its suburbs and of all the villages around it a library card that is th…",
    X: "Give every child in every school of this city, of its suburbs and of…",
    Slack: TITLES.en,
  };
  for (const [network, title] of Object.entries(titles)) {
    const frame = shownBy(page, { network, section });
    expect(await frame.locator(".link-title").textContent(), network).toBe(title);
    const description = frame.locator(".link-description");
    expect(await description.allTextContents(), network).toEqual(
      network === "X" ? [] : ["Half of our children have none."],
    );
    const card = frame.getByRole("img");
    await card.scrollIntoViewIfNeeded();
    await expect
      .poll(() => card.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth), {
        message: network,
      })
      .toBe(1200);
  }
  const preview = page.getByRole("region", { name: section }).locator("details[open]");
  expect(await preview.count()).toBe(1);
  expect(await preview.locator(".link-remarks li").allTextContents()).toEqual([remark]);
  expect(await preview.locator("summary").textContent()).toContain("1 remark");
});

test("a title that fits everywhere is shown whole, without a remark", async () => {
  const { slug } = await aCampaign(appDatabase(), { slug: `looks-${randomBytes(4).toString("hex")}` });
  const { page } = await aStaffPage("campaigner");
  await page.goto(room("en", slug));
  const { section } = ROOMS.en;
  for (const network of ["WhatsApp", "Facebook", "X", "Slack"])
    expect(await shownBy(page, { network, section }).locator(".link-title").textContent(), network).toBe(
      "Give every child a library card",
    );
  expect(await page.getByRole("region", { name: section }).locator(".link-remarks").count()).toBe(0);
});

test.each(["en", "es"] as const)(
  "everybody can read how links will look, on a phone and on a desk (%s)",
  async (locale) => {
    const { slug } = await aLongCampaign();
    const { section, remark } = ROOMS[locale];
    for (const size of [{ phone: true }, {}] as const) {
      const { page } = await aStaffPage("campaigner", { locale, ...size });
      await page.goto(room(locale, slug));
      const frames = page.getByRole("region", { name: section });
      expect(await frames.locator("details[open] .link-remarks").textContent()).toBe(remark);
      for (const closed of await frames.locator("details:not([open]) > summary").all()) await closed.click();
      expect(await frames.locator("details[open] figure:visible").count()).toBe(8);
      const [seen, wide] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      expect(wide, "fits").toBeLessThanOrEqual(seen ?? 0);
      await expectAccessible(page);
    }
  },
);
