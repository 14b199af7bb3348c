import { parse } from "node-html-parser";
import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { aCampaign, anArticle } from "../support/factories";
import { richOembed } from "../support/oembed";
import { stack } from "../support/stack";

const db = appDatabase();
const site = stack().appUrl;

/** Returns the oEmbed links that WordPress discovers on a page (`WP_oEmbed::discover()`): in its first 150 KB, before the end of the head. */
async function discover(path: string) {
  const page = await (
    await fetch(site + path, { headers: { "user-agent": "WordPress/6.8; https://blog.example" } })
  ).text();
  const [head = ""] = Buffer.from(page)
    .subarray(0, 150 * 1024)
    .toString()
    .split("</head>");
  return parse(head)
    .querySelectorAll("link[type$='+oembed']")
    .map((link) => ({
      type: link.getAttribute("type"),
      href: link.getAttribute("href") ?? "",
      title: link.getAttribute("title"),
    }));
}

test.each([
  "/en/articles/us-leaves-migration-compact-talks",
  "/en/campaigns/stand-with-refugees",
  "/es/campaigns/stand-with-refugees",
])("WordPress finds the oEmbed links of %s", async (path) => {
  const links = await discover(path);
  expect(links.map(({ type }) => type)).toEqual(["application/json+oembed", "text/xml+oembed"]);
  expect(links.every(({ title }) => title)).toBe(true);
  for (const { href } of links) expect((await fetch(href)).status).toBe(200);
  const embed = richOembed.parse(await (await fetch(links[0]?.href ?? "")).json());
  expect(embed.html).toContain(`${path.slice(0, 3)}/embed/stand-with-refugees`);
});

test("WordPress finds nothing on an article without a campaign", async () => {
  const unlinked = await anArticle(db, { slug: "discovered-without-campaign" });
  expect(await discover(`/en/articles/${unlinked.slug}`)).toEqual([]);
});

test("WordPress finds the links of the longest possible article", async () => {
  const long = await anArticle(db, {
    slug: "pasted-longest",
    callOuts: [await aCampaign(db)],
    title: "L".repeat(200),
    dek: "D".repeat(400),
    bodyMarkdown: "A long paragraph about books. ".repeat(6_000),
  });
  expect(await discover(`/en/articles/${long.slug}`)).toHaveLength(2);
});
