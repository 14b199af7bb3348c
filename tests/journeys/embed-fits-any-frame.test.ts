import { describe, expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { getStoredAttribution } from "../support/attribution";
import { allowEmbedding, anEmbeddableCampaign } from "../support/embedding";
import { anArticle } from "../support/factories";
import { aPartnerSite, aReader } from "../support/partner-site";
import { stack } from "../support/stack";

type Frame = { width?: number; height?: number; query?: string; dark?: boolean; slug?: string };

/** Opens a partner's page with a frame that nobody resizes, as a provider's frame in WordPress. */
async function inFrame({ width = 342, height = 750, query = "", dark = false, slug }: Frame) {
  const campaign = slug ?? (await anEmbeddableCampaign([])).slug;
  const source = `${stack().appUrl}/en/embed/${campaign}?channel=embed:fixed.localhost${query}`;
  const site = await aPartnerSite({
    name: "fixed",
    body: `<iframe src="${source}" width="${width}" height="${height}" frameborder="0"></iframe>`,
  });
  await allowEmbedding(campaign, [site.origin]);
  const page = await aReader({ width: Math.max(390, width + 40), dark });
  await page.goto(site.origin);
  const embed = page.frameLocator("iframe");
  await embed.getByRole("heading", { level: 1 }).waitFor();
  return { page, embed, frame: page.locator("iframe") };
}

describe("a frame that stays lower than its content", () => {
  test.each([
    { width: 342, height: 300 },
    { width: 342, height: 540 },
    { width: 500, height: 750 },
  ])(
    "of $width by $height px has its button in view at once, and the form's in view with the form",
    async (size) => {
      const { embed, frame } = await inFrame(size);
      const box = await frame.boundingBox();
      const isInView = async (locator: ReturnType<typeof embed.locator>) => {
        const button = await locator.boundingBox();
        if (!button || !box) return false;
        return button.y >= box.y && button.y + button.height <= box.y + box.height;
      };
      const toForm = embed.getByRole("link", { name: "Sign the petition" });
      expect(await isInView(toForm)).toBe(true);
      await toForm.click();
      await expect.poll(() => isInView(embed.getByRole("button", { name: "Sign", exact: true }))).toBe(true);
      await embed.getByLabel("Your name", { exact: true }).fill("Nora Low");
      await embed.getByLabel("E-mail", { exact: true }).fill(`nora.low.${size.height}@example.org`);
      await embed.getByRole("button", { name: "Sign", exact: true }).click();
      await embed.getByRole("heading", { name: "Check your inbox" }).waitFor();
    },
  );

  test("has one button if it shows the whole form", async () => {
    const { embed } = await inFrame({ width: 500, height: 1600 });
    await embed.locator("html[data-fitted]").waitFor();
    expect(await embed.getByRole("link", { name: "Sign the petition" }).isVisible()).toBe(false);
  });
});

describe("the colours of an embed", () => {
  test.each([
    { query: "", dark: true, paper: "rgb(255, 253, 247)" },
    { query: "&theme=dark", dark: false, paper: "rgb(27, 24, 20)" },
    { query: "&theme=auto", dark: true, paper: "rgb(27, 24, 20)" },
    { query: "&theme=auto", dark: false, paper: "rgb(255, 253, 247)" },
  ])("are $paper with '$query' and a dark device: $dark", async ({ query, dark, paper }) => {
    const { embed } = await inFrame({ query, dark });
    const shown = await embed
      .locator(".embed-page")
      .evaluate((page) => getComputedStyle(page).backgroundColor);
    expect(shown).toBe(paper);
  });
});

test("the embed of an article names the article, and attributes what is signed in it", async () => {
  const campaign = await anEmbeddableCampaign([]);
  const article = await anArticle(appDatabase(), { callOuts: [campaign], title: "Why cards matter" });
  const { embed } = await inFrame({ slug: campaign.slug, query: `&from=${article.slug}` });
  const link = embed.getByRole("link", { name: "Why cards matter" });
  expect(await link.getAttribute("href")).toContain(`/en/articles/${article.slug}?channel=embed`);
  expect(await embed.locator("base").count()).toBe(0);
  await embed.getByLabel("Your name", { exact: true }).fill("Nora Reader");
  await embed.getByLabel("E-mail", { exact: true }).fill("nora.reader@example.org");
  await embed.getByRole("button", { name: "Sign", exact: true }).click();
  await embed.getByRole("heading", { name: "Check your inbox" }).waitFor();
  expect(await getStoredAttribution("Nora Reader")).toMatchObject({
    channel: "embed:fixed.localhost",
    article: article.slug,
  });
});
