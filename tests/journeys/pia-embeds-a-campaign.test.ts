import type { FrameLocator, Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { getStoredAttribution } from "../support/attribution";
import { allowEmbedding, anEmbeddableCampaign, PLAIN_LINK, piasSite, snippet } from "../support/embedding";
import { codeIn, waitForMail } from "../support/mailbox";
import { aPartnerSite, aReader } from "../support/partner-site";
import { getSignatureCount } from "../support/public-api";
import { stack } from "../support/stack";

/** Waits until the frame is as high as its content, so that nothing is cut off or scrolls. Returns its height. */
async function expectFits(page: Page, index = 0) {
  const frame = page.locator("iframe").nth(index);
  await expect
    .poll(async () => {
      const { frame, content } = await heights(page, index);
      return Math.abs(frame - content);
    })
    .toBeLessThanOrEqual(1);
  return (await frame.boundingBox())?.height ?? 0;
}

async function heights(page: Page, index: number) {
  const frame = page.locator("iframe").nth(index);
  const content = await frame
    .contentFrame()
    .locator("body")
    .evaluate((body) => body.getBoundingClientRect().height);
  return { frame: (await frame.boundingBox())?.height ?? 0, content };
}

async function sign(embed: FrameLocator, { name, email }: { name: string; email: string }) {
  await embed.getByLabel("Your name", { exact: true }).fill(name);
  await embed.getByLabel("E-mail", { exact: true }).fill(email);
  await embed.getByRole("button", { name: "Sign", exact: true }).click();
}

beforeEach(() => expect(stack().appUrl).toMatch(/^http:\/\/localhost:/));

/**
 * Opens the link to the petition in a tab. In about one of seven runs of all journeys Chromium opens no tab for a middle click or
 * a Ctrl-click in the frame, and why is not known: neither the page nor the frame changes. So the second press counts, too.
 */
async function openTab(page: Page, how: Parameters<Locator["click"]>[0]): Promise<Page> {
  const link = page.frameLocator("iframe").getByRole("link", { name: "Read the petition" });
  const press = async () => {
    const [tab] = await Promise.all([page.context().waitForEvent("page"), link.click(how)]);
    return tab;
  };
  return press().catch(press);
}

describe("on an allowed site", () => {
  test("Nora signs and confirms inside the frame, and her signature is attributed to the site", async () => {
    const { slug, site } = await piasSite();
    const page = await aReader();
    await page.goto(`${site.origin}/story`);
    const embed = page.frameLocator("iframe");
    await embed.getByRole("heading", { name: "Give every child a library card" }).waitFor();
    await expectFits(page);
    expect(await page.getByRole("link", PLAIN_LINK).isVisible()).toBe(false);
    expect(await page.locator("iframe").getAttribute("title")).toBe("Sign: Give every child a library card");
    expect(await page.context().cookies(), "embed.js sets no cookie").toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);

    await sign(embed, { name: "Nora Framed", email: "nora.framed@example.org" });
    await embed.getByRole("heading", { name: "Check your inbox" }).waitFor();
    await expectFits(page);
    await embed.getByLabel("Code from the mail").fill(codeIn(await waitForMail("nora.framed@example.org")));
    await embed.getByRole("button", { name: "Confirm" }).click();
    await embed.getByRole("heading", { name: /Thank you/ }).waitFor();
    await expectFits(page);
    expect(await getSignatureCount(slug)).toBe(1);
    expect(await getStoredAttribution("Nora Framed")).toMatchObject({ channel: `embed:${site.host}` });
    const kept = await page.context().cookies();
    expect(
      kept.map(({ name, sameSite, secure, httpOnly }) => ({ name, sameSite, secure, httpOnly })),
    ).toEqual([{ name: "groundswell_pending_framed", sameSite: "None", secure: true, httpOnly: true }]);
    expect(page.url(), "the partner's page stays").toBe(`${site.origin}/story`);
  });

  test("without third-party cookies the embed refers to the button in the mail", async () => {
    const { site } = await piasSite();
    const page = await aReader();
    await page.goto(site.origin);
    const embed = page.frameLocator("iframe");
    await sign(embed, { name: "Nora Blocked", email: "nora.blocked@example.org" });
    await embed.getByRole("heading", { name: "Check your inbox" }).waitFor();
    await page.context().clearCookies();
    await embed.getByLabel("Code from the mail").fill(codeIn(await waitForMail("nora.blocked@example.org")));
    await embed.getByRole("button", { name: "Confirm" }).click();
    await embed.getByText("Press the button in our mail: it always works.").waitFor();
  });

  test("two embeds on one page each fit their content, also on a phone", async () => {
    const { site } = await piasSite({ copies: 2 });
    const page = await aReader({ width: 390 });
    await page.goto(site.origin);
    await page.locator("iframe").nth(1).scrollIntoViewIfNeeded();
    const [first, second] = [await expectFits(page, 0), await expectFits(page, 1)];
    expect(await page.locator("iframe").count()).toBe(2);
    expect([first, second].every((height) => height > 400)).toBe(true);
    const narrow = second;
    await page.setViewportSize({ width: 1280, height: 844 });
    await expect.poll(async () => (await heights(page, 1)).frame).toBeLessThan(narrow);
    await expectFits(page, 1);
  });

  test.each<{ press: string; how: Parameters<Locator["click"]>[0] }>([
    { press: "a click", how: {} },
    { press: "a middle click", how: { button: "middle" } },
    { press: "a Ctrl-click", how: { modifiers: ["Control"] } },
  ])("a link opened by $press keeps the site's channel and the share link of the frame", async ({ how }) => {
    const { slug, site } = await piasSite();
    const source = `${stack().appUrl}/en/embed/${slug}?channel=embed&via=bcdfghjkm`;
    const handmade = await aPartnerSite({
      name: "byhand",
      body: `<iframe src="${source}" width="800" height="900">`,
    });
    await allowEmbedding(slug, [site.origin, handmade.origin]);
    const sites = [
      { origin: site.origin, query: "channel=embed%3Apia.localhost" },
      { origin: handmade.origin, query: "channel=embed%3Abyhand.localhost&via=bcdfghjkm" },
    ];
    for (const { origin, query } of sites) {
      const page = await aReader();
      await page.goto(origin);
      const frame = () => page.frames().at(-1);
      await expect.poll(() => frame()?.url()).toContain(query);
      await frame()?.waitForLoadState("load");
      // The script resizes its frame, which could move the link away from under the click.
      if (origin === site.origin) await expectFits(page);
      const tab = await openTab(page, how);
      await tab.waitForURL(`${stack().appUrl}/en/campaigns/${slug}?${query}`);
      expect(page.url(), "the partner's page stays").toBe(`${origin}/`);
    }
  });

  test("the frame replaces the link, and hides its paragraph only if that has no other text", async () => {
    const { slug } = await anEmbeddableCampaign([]);
    const withText = snippet(slug)
      .replace("<p>", "<p>Our readers can act. ")
      .replace("</p>", " Thank you!</p>");
    const unclosed = `${snippet(slug).replace("</p>\n", "\n")}</p>`;
    const site = await aPartnerSite({ name: "pia", body: [withText, unclosed, snippet(slug)].join("\n") });
    await allowEmbedding(slug, [site.origin]);
    const page = await aReader();
    await page.goto(site.origin);
    for (const index of [0, 1, 2]) {
      await page.locator("iframe").nth(index).scrollIntoViewIfNeeded();
      expect(await expectFits(page, index)).toBeGreaterThan(400);
    }
    await expect.poll(() => page.getByRole("link", PLAIN_LINK).count()).toBe(0);
    expect(await page.getByText(/Our readers can act.*Thank you!/).isVisible()).toBe(true);
    const paragraphs = page.locator("p:not(#after)");
    expect(
      await paragraphs.evaluateAll((all) => all.map((paragraph) => getComputedStyle(paragraph).display)),
    ).toEqual(["block", "block", "none"]);
  });

  test("without scripts there is a link to the campaign, and the form in a handmade frame opens a tab", async () => {
    const { slug, site } = await piasSite();
    const page = await aReader({ javascript: false });
    await page.goto(site.origin);
    await page.getByRole("link", PLAIN_LINK).click();
    await page.getByRole("heading", { level: 1, name: "Give every child a library card" }).waitFor();
    expect(page.url()).toBe(`${stack().appUrl}/en/campaigns/${slug}?channel=embed`);

    const source = `${stack().appUrl}/en/embed/${slug}?channel=embed:byhand.localhost`;
    const handmade = await aPartnerSite({
      name: "byhand",
      body: `<iframe src="${source}" width="800" height="900"></iframe>`,
    });
    await allowEmbedding(slug, [handmade.origin]);
    await page.goto(handmade.origin);
    const opened = page.context().waitForEvent("page");
    await sign(page.frameLocator("iframe"), { name: "Nora Plain", email: "nora.plain@example.org" });
    const tab = await opened;
    await tab.getByRole("heading", { name: "Check your inbox" }).waitFor();
    await tab.getByLabel("Code from the mail").fill(codeIn(await waitForMail("nora.plain@example.org")));
    await tab.getByRole("button", { name: "Confirm" }).click();
    await tab.getByRole("heading", { name: "Thank you. It counts." }).waitFor();
    expect(await getStoredAttribution("Nora Plain")).toMatchObject({ channel: "embed:byhand.localhost" });
  });
});
