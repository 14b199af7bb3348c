import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { campaigns, referralTallies, shareVisits } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { aPage, expectAccessible } from "../support/browser";
import { linkIn, listMailsTo, waitForMail } from "../support/mailbox";
import { ARTICLE, CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";
import { aShareLink } from "../support/share-links";

const LOCALES = ["en", "es"] as const;
type Locale = (typeof LOCALES)[number];

const onCampaign = (rest = "") => `campaigns/${CAMPAIGN}${rest}`;

/** Creates a link with visits and signatures, some below the privacy minimum. Returns its code. */
async function aLinkWithReferrals(locale: Locale): Promise<string> {
  const db = appDatabase();
  const [campaign] = await db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(eq(campaigns.slug, CAMPAIGN));
  const { id: shareLinkId, code } = await aShareLink(db, { campaignId: campaign?.id, locale });
  await db.insert(shareVisits).values({ shareLinkId, visitedOn: "2026-11-20", visits: 40 });
  const tallies = [9, 5, 2, 1, 4].map((confirmed, index) => ({
    shareLinkId,
    generation: index + 1,
    confirmed,
  }));
  await db.insert(referralTallies).values(tallies);
  return code;
}

/** Returns the paths of the public pages by name. */
async function publicPages(locale: Locale): Promise<Record<string, string>> {
  const pending = await signByApi({ email: `reads.${locale}@example.org`, locale });
  const { share } = await confirmByApi(await signByApi({ email: `shares.${locale}@example.org`, locale }));
  const code = share.split("/").at(-1);
  return {
    home: `/${locale}`,
    article: `/${locale}/articles/${ARTICLE}`,
    topic: `/${locale}/topics/${locale === "en" ? "refugees-and-migration" : "refugio-y-migracion"}`,
    campaign: `/${locale}/${onCampaign()}`,
    "won campaign": `/${locale}/campaigns/protect-the-high-seas`,
    confirm: linkIn(pending),
    thanks: `/${locale}/${onCampaign("/thanks")}?share=${code}`,
    sharing: `/${locale}/pass-on/${code}`,
    "Ripple of a new link": `/s/${code}/ripple`,
    "Ripple of a link with signatures": `/s/${await aLinkWithReferrals(locale)}/ripple`,
    "check inbox": `/${locale}/check-inbox`,
    "invalid confirmation link": `/${locale}/confirm/nonsense`,
    "staff sign-in": `/${locale}/staff`,
    "staff link sent": `/${locale}/staff/sign-in/sent`,
  };
}

/** Expects one h1, the right language, a title, and a working skip link. */
async function expectBasics(page: Page, locale: Locale) {
  expect(await page.locator("h1").count(), `h1 at ${page.url()}`).toBe(1);
  expect(await page.locator("html").getAttribute("lang"), page.url()).toBe(locale);
  expect(await page.title()).not.toBe("");
  const skip = page.locator('a[href="#main"]').first();
  await page.keyboard.press("Tab");
  expect(await skip.evaluate((link) => link === document.activeElement), `skip link at ${page.url()}`).toBe(
    true,
  );
  await page.keyboard.press("Enter");
  expect(await page.locator("main#main").count()).toBe(1);
}

test.each(LOCALES)("every public page is accessible (%s)", async (locale) => {
  const page = await aPage({ locale });
  for (const path of Object.values(await publicPages(locale))) {
    await page.goto(path);
    await expectBasics(page, locale);
    await expectAccessible(page);
  }
});

test.each(LOCALES)(
  "a link's sharing and Ripple pages are accessible and fit a phone (%s)",
  async (locale) => {
    const page = await aPage({ locale, phone: true });
    const code = await aLinkWithReferrals(locale);
    for (const path of [`/${locale}/pass-on/${code}`, `/s/${code}/ripple`]) {
      await page.goto(path);
      await expectBasics(page, locale);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${path} fits a phone`).toBeLessThanOrEqual(390);
      await expectAccessible(page);
    }
  },
);

test.each(LOCALES)("signing in and the staff pages are accessible (%s)", async (locale) => {
  const [earlier] = await listMailsTo("editor@example.org");
  const page = await aPage({ locale });
  await page.goto(`/${locale}/staff`);
  await page.locator('input[name="email"]').fill("editor@example.org");
  const sent = page.waitForURL(`**/${locale}/staff/sign-in/sent`);
  await page.locator('form[action="/api/staff/sign-in-links"] button').click();
  await sent;
  const link = linkIn(await waitForMail("editor@example.org", { after: earlier }));
  await page.goto(link.replace("/en/", `/${locale}/`));
  await expectBasics(page, locale);
  await expectAccessible(page);
  await page.locator('form[action="/api/staff/sessions"] button').click();
  await page.waitForURL(`**/${locale}/staff`);
  for (const path of [
    `/${locale}/staff`,
    `/${locale}/staff/${onCampaign()}`,
    `/${locale}/staff/${onCampaign("?range=all")}`,
    `/${locale}/staff/mail`,
  ]) {
    await page.goto(path);
    await expectBasics(page, locale);
    await expectAccessible(page);
  }
});

test.each(LOCALES)("the sign form, its errors and the code form are accessible (%s)", async (locale) => {
  const page = await aPage({ locale });
  await page.goto(`/${locale}/articles/${ARTICLE}`);
  await page.locator("#act-1 a.button-act").click();
  const form = page.locator("#act-1 form");
  await form.locator("button.button-act").click();
  await form.locator(".field-error").first().waitFor();
  await expectAccessible(page);
  await form.locator('input[name="name"]').fill("Ada");
  await form.locator('input[name="email"]').fill(`form.${locale}@example.org`);
  await form.locator("button.button-act").click();
  await page.locator('#act-1 input[name="code"]').waitFor();
  await expectAccessible(page);
});

test("on a phone the action bar does not cover the focused element", async () => {
  const page = await aPage({ phone: true });
  await page.goto(`/en/articles/${ARTICLE}`);
  const bar = await page.locator(".action-bar").boundingBox();
  expect(bar).not.toBeNull();
  const controls = page.locator(
    "main a:visible, main button:visible, main input:visible, main select:visible",
  );
  expect(await controls.count()).toBeGreaterThan(5);
  for (const control of await controls.all()) {
    await control.focus();
    const box = await control.boundingBox();
    expect(
      (box?.y ?? 0) + Math.min(box?.height ?? 0, 24),
      (await control.textContent()) ?? "",
    ).toBeLessThanOrEqual(bar?.y ?? 0);
  }
});
