import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { getStoredAttribution } from "../support/attribution";
import { aPage } from "../support/browser";
import { aCampaign } from "../support/factories";
import { ARTICLE, CAMPAIGN } from "../support/public-api";
import { aShareLink } from "../support/share-links";
import { stack } from "../support/stack";

/** Creates a share link to a new campaign. */
async function aFriendsLink(locale: "en" | "es") {
  const campaign = await aCampaign(appDatabase());
  const { code } = await aShareLink(appDatabase(), { campaignId: campaign.id, locale });
  return { code, path: `campaigns/${campaign.slug}` };
}

test("a signature after switching the language is still attributed to the friend's link", async () => {
  const { code, path } = await aFriendsLink("en");
  const rosa = await aPage();
  await rosa.goto(`/s/${code}w`);
  await rosa.getByRole("link", { name: "Español" }).click();
  await rosa.waitForURL(`${stack().appUrl}/es/${path}?via=${code}&channel=whatsapp`);
  await rosa.getByLabel("Tu nombre", { exact: true }).fill("Rosa in Spanish");
  await rosa.getByLabel("Correo electrónico", { exact: true }).fill("rosa.in.spanish@example.org");
  await rosa.getByRole("button", { name: "Firmar", exact: true }).click();
  await rosa.getByRole("heading", { name: "Mira tu correo" }).waitFor();
  expect(await getStoredAttribution("Rosa in Spanish")).toMatchObject({ via: code, channel: "whatsapp" });
});

test("the language link keeps the attribution and drops other parameters", async () => {
  const rosa = await aPage();
  const attribution = `via=bcdfghjkm&channel=embed%3Apartner.example&from=${ARTICLE}.2`;
  for (const [from, name, to] of [
    [`/en/articles/${ARTICLE}`, "Español", `/es/articles/${ARTICLE}`],
    [`/es/campaigns/${CAMPAIGN}`, "English", `/en/campaigns/${CAMPAIGN}`],
  ] as const) {
    await rosa.goto(`${from}?utm_source=x&${attribution}`);
    const link = rosa.getByRole("link", { name });
    await expect.poll(() => link.getAttribute("href")).toBe(`${to}?${attribution}`);
    await rosa.goto(`${from}?utm_source=x`);
    expect(await link.getAttribute("href")).toBe(to);
  }
});

test("without scripts the language link leads to the same page without attribution", async () => {
  const rosa = await aPage({ javascript: false });
  await rosa.goto(`/en/campaigns/${CAMPAIGN}?via=bcdfghjkm`);
  await rosa.getByRole("link", { name: "Español" }).click();
  expect(rosa.url()).toBe(`${stack().appUrl}/es/campaigns/${CAMPAIGN}`);
});

test.each([
  { locale: "en", name: "Español", leadsTo: "/es" },
  { locale: "es", name: "English", leadsTo: "/en" },
] as const)(
  "the language link of a Ripple page in $locale leads to the other front page",
  async ({ locale, name, leadsTo }) => {
    const { code } = await aFriendsLink(locale);
    for (const javascript of [true, false]) {
      const rosa = await aPage({ javascript });
      await rosa.goto(`/s/${code}/ripple`);
      await rosa.getByRole("link", { name }).click();
      await rosa.waitForURL(`${stack().appUrl}${leadsTo}`);
      expect(await rosa.locator("html").getAttribute("lang")).toBe(leadsTo.slice(1));
    }
  },
);
