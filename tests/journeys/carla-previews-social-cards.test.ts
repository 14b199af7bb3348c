import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { petitionTexts } from "@/db/schema";
import { petitionTextHash } from "@/lib/campaigns/petition-text-hash";
import { newId } from "@/lib/ids";
import { appDatabase } from "../support/app-database";
import { expectAccessibleAtEveryWidth } from "../support/browser";
import { aCampaign } from "../support/factories";
import { aStaffPage } from "../support/staff-session";

/** Titles that only Slack shows in full. */
const TITLES: Record<string, string> = {
  en: "Give every child in every school of this city, of its suburbs and of all the villages around it a library card that is theirs for ever",
  es: "Un carné de biblioteca para cada niña y cada niño de todos los colegios de la ciudad, de sus barrios y de los pueblos que la rodean",
};
const LABELS = {
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

const sharingPath = (locale: string, slug: string) => `/${locale}/staff/campaigns/${slug}/sharing`;

/** Creates a campaign whose current text has a long title. */
async function aCampaignWithLongTitle() {
  const db = appDatabase();
  const campaign = await aCampaign(db, { slug: `looks-${randomBytes(4).toString("hex")}` });
  const texts = campaign.texts.map((text) => ({ ...text, title: TITLES[text.locale] ?? text.title }));
  await db.insert(petitionTexts).values(
    texts.map((text) => ({
      ...text,
      id: newId(),
      sha256: petitionTextHash(text),
      publishedAt: new Date(),
    })),
  );
  return campaign;
}

/** Returns a network's preview of the campaign page. The preview in the page's language is open. */
function previewBy(page: Page, { network, section }: { network: string; section: string }) {
  const preview = page.getByRole("region", { name: section }).locator("details[open]");
  return preview.locator("figure").filter({ has: page.getByText(network, { exact: true }) });
}

test("a long title is previewed as WhatsApp, Facebook, X and Slack cut it, with a remark", async () => {
  const { slug } = await aCampaignWithLongTitle();
  const { page } = await aStaffPage("campaigner");
  await page.goto(sharingPath("en", slug));
  const { section, remark } = LABELS.en;
  const titles = {
    WhatsApp: "Give every child in every school of this city, of its suburbs and of all the vil…",
    Facebook:
      "Give every child in every school of this city, of its suburbs and of all the villages around it a library card that is th…",
    X: "Give every child in every school of this city, of its suburbs and of…",
    Slack: TITLES.en,
  };
  for (const [network, title] of Object.entries(titles)) {
    const frame = previewBy(page, { network, section });
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

test("a title that fits everywhere is previewed in full, without a remark", async () => {
  const { slug } = await aCampaign(appDatabase(), { slug: `looks-${randomBytes(4).toString("hex")}` });
  const { page } = await aStaffPage("campaigner");
  await page.goto(sharingPath("en", slug));
  const { section } = LABELS.en;
  for (const network of ["WhatsApp", "Facebook", "X", "Slack"])
    expect(await previewBy(page, { network, section }).locator(".link-title").textContent(), network).toBe(
      "Give every child a library card",
    );
  expect(await page.getByRole("region", { name: section }).locator(".link-remarks").count()).toBe(0);
});

test.each(["en", "es"] as const)("the previews are accessible and fit the screen (%s)", async (locale) => {
  const { slug } = await aCampaignWithLongTitle();
  const { section, remark } = LABELS[locale];
  const { page } = await aStaffPage("campaigner", { locale });
  await page.goto(sharingPath(locale, slug));
  const frames = page.getByRole("region", { name: section });
  expect(await frames.locator("details[open] .link-remarks").textContent()).toBe(remark);
  for (const closed of await frames.locator("details:not([open]) > summary").all()) await closed.click();
  expect(await frames.locator("details[open] figure:visible").count()).toBe(8);
  await expectAccessibleAtEveryWidth(page);
  expect(await frames.locator("details[open] figure:visible").count()).toBe(8);
});
