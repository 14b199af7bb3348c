import { XMLParser } from "fast-xml-parser";
import { parse } from "node-html-parser";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { shareLinks } from "@/db/schema";
import { newId, newShareCode } from "@/lib/ids";
import { appDatabase } from "../support/app-database";
import { aCampaign, anArticle } from "../support/factories";
import { photoOembed, richOembed } from "../support/oembed";
import { stack } from "../support/stack";

const db = appDatabase();
const site = stack().appUrl;
const campaign = await aCampaign(db, { slug: "pasted-somewhere" });
const article = await anArticle(db, {
  slug: "pasted-article",
  callOuts: [campaign],
  title: `Cards & "books" <now>`,
});

const ask = (query: Record<string, string>) => fetch(`${site}/api/v1/oembed?${new URLSearchParams(query)}`);

async function embedOf(url: string, more: Record<string, string> = {}) {
  const answer = await ask({ url, ...more });
  expect(answer.status, url).toBe(200);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  const oembed = richOembed.parse(await answer.json());
  const html = parse(oembed.html);
  return {
    ...oembed,
    frame: html.querySelector("iframe")?.getAttribute("src") ?? "",
    link: html.querySelector("blockquote a")?.getAttribute("href") ?? "",
  };
}

const statusOf = async (query: Record<string, string>) => {
  const answer = await ask(query);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  return answer.status;
};

async function aLink(target: { campaignId?: string; articleId?: string }) {
  const code = newShareCode();
  await db.insert(shareLinks).values({ id: newId(), code, locale: "en", ...target });
  return code;
}

describe("a pasted address", () => {
  test("of a campaign becomes its embed, in the language of the address", async () => {
    const embed = await embedOf(`${site}/es/campaigns/${campaign.slug}`);
    expect(embed.title).toBe("Un carné de biblioteca para cada niña y cada niño");
    expect(embed.frame).toBe(`${site}/es/embed/${campaign.slug}?channel=embed`);
    expect(embed.link).toBe(`${site}/es/campaigns/${campaign.slug}?channel=embed`);
  });

  test("keeps its share link", async () => {
    const via = newShareCode();
    const embed = await embedOf(`${site}/en/campaigns/${campaign.slug}?via=${via}&utm_source=x`);
    expect(new URL(embed.frame).searchParams.get("via")).toBe(via);
    expect(new URL(embed.link).searchParams.get("via")).toBe(via);
    const punctuated = await embedOf(`${site}/en/campaigns/${campaign.slug}?via=${via.toUpperCase()}).`);
    expect(new URL(punctuated.frame).searchParams.get("via")).toBe(via);
    expect((await embedOf(`${site}/en/campaigns/${campaign.slug}?via=%22%3E`)).frame).not.toContain("via");
  });

  test("of a share link becomes the embed of its target", async () => {
    const code = await aLink({ campaignId: campaign.id });
    for (const address of [`${site}/s/${code}`, `${site}/s/${code}w`]) {
      const embed = await embedOf(address);
      expect(embed.frame).toBe(`${site}/en/embed/${campaign.slug}?channel=embed&via=${code}`);
    }
    const toArticle = await aLink({ campaignId: campaign.id, articleId: article.id });
    expect((await embedOf(`${site}/s/${toArticle}`)).link).toContain(`/en/articles/${article.slug}`);
  });

  test("of an article becomes the embed of its campaign, with its name, its card and its attribution, or returns 404 without one", async () => {
    const embed = await embedOf(`${site}/en/articles/${article.slug}`);
    expect(embed.title).toBe(`Cards & "books" <now>`);
    expect(embed.frame).toBe(`${site}/en/embed/${campaign.slug}?channel=embed&from=${article.slug}`);
    expect(embed.link).toBe(`${site}/en/articles/${article.slug}?channel=embed`);
    expect(embed.thumbnail_url).toContain(`/media/cards/en/articles/${article.slug}/`);
    expect(parse(embed.html).querySelector("blockquote")?.text).toBe(`Cards & "books" <now>`);
    const unlinked = await anArticle(db, { slug: "pasted-without-campaign" });
    expect(await statusOf({ url: `${site}/en/articles/${unlinked.slug}` })).toBe(404);
  });
});

describe("the response", () => {
  test("says the status of the campaign in the title of the frame", async () => {
    const frameTitle = async (slug: string) =>
      parse((await embedOf(`${site}/en/campaigns/${slug}`)).html)
        .querySelector("iframe")
        ?.getAttribute("title");
    const title = "Give every child a library card";
    expect(await frameTitle(campaign.slug)).toBe(`Sign: ${title}`);
    const won = await aCampaign(db, { wonAt: new Date("2025-03-01") });
    expect(await frameTitle(won.slug)).toBe(`Won: ${title}`);
    const closed = await aCampaign(db, { closedAt: new Date("2025-03-01") });
    expect(await frameTitle(closed.slug)).toBe(`Closed: ${title}`);
    const replaced = await aCampaign(db, { successorId: won.id });
    expect(await frameTitle(replaced.slug)).toBe(`Won: ${title}`);
  });

  test("asks for the colours that the pasted address names", async () => {
    const themeOf = async (theme: string) =>
      new URL((await embedOf(`${site}/en/campaigns/${campaign.slug}?theme=${theme}`)).frame).searchParams.get(
        "theme",
      );
    expect([await themeOf("dark"), await themeOf("auto"), await themeOf("pink")]).toEqual([
      "dark",
      "auto",
      null,
    ]);
  });

  test("to a WordPress blog that may not frame the embed is a picture of the page, in the requested size", async () => {
    const listed = await aCampaign(db, { embedOrigins: ["https://listed.example"] });
    const askAs = async (blog: string, more: Record<string, string> = {}) => {
      const query = new URLSearchParams({ url: `${site}/en/campaigns/${listed.slug}`, ...more });
      const answer = await fetch(`${site}/api/v1/oembed?${query}`, {
        headers: { "user-agent": `WordPress/6.7.1; ${blog}` },
      });
      expect(answer.headers.get("vary")).toMatch(/user-agent/i);
      return answer.json();
    };
    await expect
      .poll(async () => (await askAs("https://listed.example/blog")).type, { timeout: 5_000 })
      .toBe("rich");
    const picture = photoOembed.parse(await askAs("https://other.example", { maxwidth: "600" }));
    expect(picture).toMatchObject({
      title: "Sign: Give every child a library card",
      width: 600,
      height: 315,
    });
    expect(picture.url).toContain(`/media/cards/en/campaigns/${listed.slug}/`);
    const low = await askAs("https://other.example", { maxheight: "100" });
    expect([low.width, low.height]).toEqual([190, 100]);
  });

  test("has the same content as XML if XML is requested", async () => {
    const url = `${site}/en/articles/${article.slug}`;
    const answer = await ask({ url, format: "xml" });
    expect(answer.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    const text = await answer.text();
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8" standalone="yes"\?>/);
    const { oembed } = new XMLParser({ parseTagValue: false }).parse(text);
    const json = richOembed.parse(await (await ask({ url })).json());
    expect({ ...richOembed.parse(oembed) }).toEqual(json);
  });

  test("includes the campaign's social card if it fits the requested size", async () => {
    const url = `${site}/es/campaigns/${campaign.slug}`;
    const embed = await embedOf(url);
    expect(embed).toMatchObject({ thumbnail_width: 1200, thumbnail_height: 630 });
    const card = await fetch(embed.thumbnail_url ?? "");
    expect(await sharp(await card.arrayBuffer()).metadata()).toMatchObject({ width: 1200, height: 630 });
    expect((await embedOf(url, { maxwidth: "1200", maxheight: "630" })).thumbnail_url).toBe(
      embed.thumbnail_url,
    );
    expect((await embedOf(url, { maxwidth: "1199" })).thumbnail_url).toBeUndefined();
    expect((await embedOf(url, { maxheight: "629" })).thumbnail_width).toBeUndefined();
  });

  test.each<{ asked: Record<string, string>; width: number; height: number }>([
    { asked: {}, width: 640, height: 540 },
    { asked: { maxwidth: "320" }, width: 320, height: 540 },
    { asked: { maxwidth: "5000" }, width: 640, height: 540 },
    { asked: { maxwidth: "400", maxheight: "500" }, width: 400, height: 500 },
    { asked: { maxheight: "1" }, width: 640, height: 1 },
    { asked: { maxwidth: "999999999" }, width: 640, height: 540 },
  ])("fits into $asked", async ({ asked, width, height }) => {
    expect(await embedOf(`${site}/en/campaigns/${campaign.slug}`, asked)).toMatchObject({ width, height });
  });

  test.each<{ why: string; query: Record<string, string>; status: number }>([
    { why: "no address", query: {}, status: 400 },
    { why: "an unreadable address", query: { url: "nonsense" }, status: 400 },
    { why: "a width that is not a number", query: { url: site, maxwidth: "wide" }, status: 400 },
    { why: "a negative height", query: { url: site, maxheight: "-1" }, status: 400 },
    { why: "an unknown format", query: { url: site, format: "yaml" }, status: 501 },
    { why: "an unknown campaign", query: { url: `${site}/en/campaigns/no-such-campaign` }, status: 404 },
    { why: "an unknown language", query: { url: `${site}/xx/campaigns/${campaign.slug}` }, status: 404 },
    { why: "an unknown link", query: { url: `${site}/s/${newShareCode()}` }, status: 404 },
    { why: "another page of ours", query: { url: `${site}/en` }, status: 404 },
    {
      why: "another site",
      query: { url: `https://evil.example/en/campaigns/${campaign.slug}` },
      status: 404,
    },
    {
      why: "a host that begins like ours",
      query: { url: `https://localhost.evil.example/en/campaigns/${campaign.slug}` },
      status: 404,
    },
    {
      why: "our host before an @",
      query: { url: `${site}@evil.example/en/campaigns/${campaign.slug}` },
      status: 404,
    },
    { why: "an internal address", query: { url: "http://169.254.169.254/latest/meta-data" }, status: 404 },
    { why: "a file", query: { url: "file:///etc/passwd" }, status: 404 },
    { why: "a script", query: { url: "javascript:alert(1)" }, status: 404 },
    { why: "an incomplete escape", query: { url: `${site}/en/campaigns/%zz` }, status: 404 },
    { why: "an overlong address", query: { url: `${site}/${"a".repeat(3000)}` }, status: 400 },
  ])("to $why is $status", async ({ query, status }) => {
    expect(await statusOf(query)).toBe(status);
  });
});
