import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { getStoredAttribution } from "../support/attribution";
import { aPage } from "../support/browser";
import { aCampaign } from "../support/factories";
import { aShareLink } from "../support/share-links";
import { ARTICLE, CAMPAIGN } from "../support/signing";
import { stack } from "../support/stack";

/** A friend's link to a campaign of which nobody else speaks. */
async function aFriendsLink(locale: "en" | "es") {
  const campaign = await aCampaign(appDatabase());
  const { code } = await aShareLink(appDatabase(), { campaignId: campaign.id, locale });
  return { code, path: `campaigns/${campaign.slug}` };
}

test("Rosa follows a friend's link, reads on in Spanish, and her signature is the friend's all the same", async () => {
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

test("in another language a page keeps where its reader came from, and nothing else of its address", async () => {
  const rosa = await aPage();
  const origin = `via=bcdfghjkm&channel=embed%3Apartner.example&from=${ARTICLE}.2`;
  for (const [here, name, there] of [
    [`/en/articles/${ARTICLE}`, "Español", `/es/articles/${ARTICLE}`],
    [`/es/campaigns/${CAMPAIGN}`, "English", `/en/campaigns/${CAMPAIGN}`],
  ] as const) {
    await rosa.goto(`${here}?utm_source=x&${origin}`);
    const link = rosa.getByRole("link", { name });
    await expect.poll(() => link.getAttribute("href")).toBe(`${there}?${origin}`);
    await rosa.goto(`${here}?utm_source=x`);
    expect(await link.getAttribute("href")).toBe(there);
  }
});

test("without scripts the link leads to the same page, plainly", async () => {
  const rosa = await aPage({ javascript: false });
  await rosa.goto(`/en/campaigns/${CAMPAIGN}?via=bcdfghjkm`);
  await rosa.getByRole("link", { name: "Español" }).click();
  expect(rosa.url()).toBe(`${stack().appUrl}/es/campaigns/${CAMPAIGN}`);
});

test.each([
  { locale: "en", name: "Español", leadsTo: "/es" },
  { locale: "es", name: "English", leadsTo: "/en" },
] as const)(
  "Ripple, which speaks its link's language ($locale), leads to the other language's front page",
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
