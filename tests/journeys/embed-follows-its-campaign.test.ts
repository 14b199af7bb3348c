import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { getStoredAttribution } from "../support/attribution";
import { aPage, axe } from "../support/browser";
import { anEmbeddableCampaign, piasSite } from "../support/embedding";
import { aReader } from "../support/partner-site";
import { stack } from "../support/stack";

describe("the embed", () => {
  test.each([
    { width: 390, dark: false },
    { width: 1280, dark: true },
  ])("is accessible and fits $width px", async ({ width, dark }) => {
    const { slug } = await piasSite();
    const page = await aPage({ width, dark });
    await page.goto(`/en/embed/${slug}`);
    await page.getByRole("button", { name: "Sign", exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  test("of a won campaign shows the outcome and no form", async () => {
    const { slug } = await piasSite({
      wonAt: new Date("2025-03-01"),
      outcome: { en: "Every child has a card." },
    });
    const page = await aPage();
    await page.goto(`/en/embed/${slug}`);
    await page.getByText("Every child has a card.").waitFor();
    await page.getByText("Won on March 1, 2025").waitFor();
    expect(await page.locator("form").count()).toBe(0);
  });

  test("of a replaced campaign shows the form of its successor", async () => {
    const next = await anEmbeddableCampaign([]);
    const { slug } = await piasSite({ successorId: next.id });
    const page = await aPage();
    await page.goto(`/en/embed/${slug}`);
    await page.getByText("It continues").waitFor();
    expect(await page.locator("form").first().getAttribute("action")).toBe(
      `/api/v1/campaigns/${next.slug}/signatures`,
    );
  });

  test("of a replaced campaign still works on partner sites, and attributes signatures to them", async () => {
    const next = await anEmbeddableCampaign([]);
    const { slug, site } = await piasSite({ successorId: next.id });
    const page = await aReader();
    await page.goto(site.origin);
    const embed = page.frameLocator("iframe");
    const opened = page.context().waitForEvent("page");
    await embed.getByRole("link", { name: "Give every child a library card" }).click();
    const tab = await opened;
    await tab.waitForURL(`${stack().appUrl}/en/campaigns/${slug}?channel=embed%3A${site.host}`);
    await embed.getByLabel("Your name", { exact: true }).fill("Nora Replaced");
    await embed.getByLabel("E-mail", { exact: true }).fill("nora.replaced@example.org");
    await embed.getByRole("button", { name: "Sign", exact: true }).click();
    await embed.getByRole("heading", { name: "Check your inbox" }).waitFor();
    expect(await getStoredAttribution("Nora Replaced")).toMatchObject({ channel: `embed:${site.host}` });
  });

  test("loads a script of less than 5 KB without storage or requests", async () => {
    const answer = await fetch(`${stack().appUrl}/embed.js`);
    const script = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get("content-type")).toMatch(/javascript/);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(script.equals(await readFile("public/embed.js"))).toBe(true);
    expect(gzipSync(script).length).toBeLessThan(5 * 1024);
    expect(script.toString()).not.toMatch(
      /document\.cookie|localStorage|sessionStorage|indexedDB|fetch\(|XMLHttp/,
    );
  });
});
