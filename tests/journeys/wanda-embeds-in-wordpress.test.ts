import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { allowEmbedding } from "../support/embedding";
import { aCampaign } from "../support/factories";
import { aPartnerSite, aReader } from "../support/partner-site";
import { stack } from "../support/stack";
import { renderInWordPress } from "../support/wordpress";

const TITLE = "Give every child a library card";
const FALLBACK = { name: `Sign: ${TITLE}` };

/** Starts a blog with what WordPress makes of a campaign's address. */
async function wandasBlog(slug: string, query = "") {
  await aCampaign(appDatabase(), { slug });
  const address = `${stack().appUrl}/en/campaigns/${slug}${query}`;
  const answer = await fetch(
    `${stack().appUrl}/api/v1/oembed?url=${encodeURIComponent(address)}&maxwidth=600`,
  );
  const { html } = await answer.json();
  return aPartnerSite({ name: "wanda", body: renderInWordPress(String(html)) });
}

test("on an allowed blog the embed is shown in its sandbox at full height, and leads to the sign form", async () => {
  const blog = await wandasBlog("pasted-into-wordpress", "?via=bcdfghjkm");
  await allowEmbedding("pasted-into-wordpress", [blog.origin]);
  const page = await aReader();
  await page.goto(blog.origin);
  const embed = page.frameLocator("iframe");
  await embed.getByRole("heading", { name: TITLE }).waitFor();
  await page.getByRole("link", FALLBACK).waitFor({ state: "hidden" });
  const height = await embed
    .locator("body")
    .evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
  await expect.poll(async () => (await page.locator("iframe").boundingBox())?.height).toBe(height);
  expect(await embed.locator("form").first().isVisible(), "the sandbox allows no forms").toBe(false);
  await embed.getByRole("link", { name: "Sign the petition" }).click();
  await page.getByLabel("Your name", { exact: true }).waitFor();
  expect(page.url()).toBe(
    `${stack().appUrl}/en/campaigns/pasted-into-wordpress?channel=embed%3Awanda.localhost&via=bcdfghjkm#sign`,
  );
});

test("on any other blog the link stays", async () => {
  const blog = await wandasBlog("pasted-elsewhere");
  const page = await aReader();
  const refusal = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
  await page.goto(blog.origin);
  await refusal;
  expect(await page.locator("iframe").isVisible()).toBe(false);
  await page.getByRole("link", FALLBACK).click();
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  expect(page.url()).toBe(`${stack().appUrl}/en/campaigns/pasted-elsewhere?channel=embed`);
});
