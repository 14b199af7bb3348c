import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { GET as topicRss } from "@/app/[locale]/(public)/topics/[topic]/feed.xml/route";
import { GET as localeJson } from "@/app/[locale]/feed.json/route";
import { GET as localeRss } from "@/app/[locale]/feed.xml/route";
import { GET as siteRss } from "@/app/feed.xml/route";
import {
  articleCampaigns,
  articles,
  articleVersions,
  campaignCounts,
  campaignMilestones,
  campaigns,
} from "@/db/schema";
import { closeCampaign, reopenCampaign, replaceCampaign, winCampaign } from "@/lib/campaigns/change-status";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner, aStaffMember } from "../support/factories";
import { aRequest, inLocale, itemsOf, jsonFeed, onTopic, readRss, titlesOf } from "../support/feeds";

const { db, drop } = await aDatabase();
afterAll(drop);

const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function reachMilestone(
  campaignId: string,
  { signatures, counted }: { signatures: number; counted: number },
) {
  await db.insert(campaignCounts).values({ campaignId, slot: 1, confirmed: counted });
  await db.insert(campaignMilestones).values({ campaignId, signatures, reachedAt: daysAgo(2) });
}

beforeEach(async () => {
  for (const table of [articleCampaigns, articleVersions, articles]) await db.delete(table);
  await db.update(campaigns).set({ archivedAt: daysAgo(1) });
});

describe("the site's feed", () => {
  test("lists articles and campaign events, newest first", async () => {
    const campaign = await aCampaign(db, { publishedAt: daysAgo(9), opensAt: daysAgo(9) });
    await anArticle(db, { callOuts: [campaign], publishedAt: daysAgo(5), title: "Cards & <cards>" });
    await reachMilestone(campaign.id, { signatures: 1_000, counted: 1_004 });
    expect(await titlesOf(localeRss(aRequest(), inLocale("en")))).toEqual([
      "1,000 people have signed: Give every child a library card",
      "Cards &amp; &lt;cards>",
      "New petition: Give every child a library card",
    ]);
    expect((await titlesOf(localeRss(aRequest(), inLocale("es"))))[0]).toContain(
      "1000 personas han firmado: Un carné",
    );
    const json = jsonFeed.parse(await (await localeJson(aRequest(), inLocale("en"))).json());
    expect(json.items).toHaveLength(3);
    expect(await titlesOf(siteRss(aRequest({}, "?locale=es")))).toHaveLength(2);
    expect(await titlesOf(siteRss(aRequest()))).toHaveLength(3);
  });

  test("lists a milestone only while the signatures behind it count", async () => {
    const campaign = await aCampaign(db);
    const milestones = async () => {
      const titles = await titlesOf(localeRss(aRequest(), inLocale("en")));
      return titles.filter((title) => title.includes("people have signed"));
    };
    await reachMilestone(campaign.id, { signatures: 100, counted: 260 });
    await db
      .insert(campaignMilestones)
      .values({ campaignId: campaign.id, signatures: 250, reachedAt: daysAgo(1) });
    expect(await milestones()).toHaveLength(2);
    await db.update(campaignCounts).set({ confirmed: 249 }).where(eq(campaignCounts.campaignId, campaign.id));
    expect(await milestones()).toEqual(["100 people have signed: Give every child a library card"]);
    const [milestone] = await itemsOf(localeRss(aRequest(), inLocale("en")));
    expect(milestone?.pubDate, "the day without the time of a signature").toMatch(/ 00:00:00 GMT$/);
  });

  test("has a title of its own in each language, and so has a topic's", async () => {
    for (const locale of ["en", "es"] as const)
      await anArticle(db, { slug: "web", locale, topic: "Internet" });
    const titleOf = async (answer: Promise<Response>) => readRss(await (await answer).text()).title;
    expect([
      await titleOf(localeRss(aRequest(), inLocale("en"))),
      await titleOf(localeRss(aRequest(), inLocale("es"))),
      await titleOf(topicRss(aRequest(), onTopic("en", "internet"))),
      await titleOf(topicRss(aRequest(), onTopic("es", "internet"))),
    ]).toEqual([
      "Groundswell in English",
      "Groundswell en español",
      "Groundswell in English: Internet",
      "Groundswell en español: Internet",
    ]);
  });

  test("gives every entry its social card as a picture, at an address that the count does not change", async () => {
    const campaign = await aCampaign(db);
    const { slug } = await anArticle(db, { callOuts: [campaign] });
    const pictures = async () => {
      return (await itemsOf(localeRss(aRequest(), inLocale("en")))).map(
        (item) => item["media:content"]["@_url"],
      );
    };
    const before = await pictures();
    expect(before.map((url) => new URL(url).pathname).sort()).toEqual([
      `/media/cards/en/articles/${slug}/current.jpg`,
      `/media/cards/en/campaigns/${campaign.slug}/current.jpg`,
    ]);
    await db.insert(campaignCounts).values({ campaignId: campaign.id, slot: 1, confirmed: 40 });
    expect(await pictures()).toEqual(before);
  });

  test("links each call-out to the signing form, with its number", async () => {
    const campaign = await aCampaign(db);
    const article = await anArticle(db, {
      callOuts: [campaign],
      bodyMarkdown: [
        `Read, or :take-action[act here]{campaign="${campaign.slug}"}. [Here](/en/articles/x), [there](javascript:alert).`,
        `::take-action{campaign="${campaign.slug}"}`,
        "![A tap](/media/0193b0c4-7a10-7000-8000-000000000001.webp) <script>alert(1)</script>",
        ':::post{author="Ada" handle="@ada" url="https://social.example/1"}\nWater for all\n:::',
      ].join("\n\n"),
    });
    const [item] = (await itemsOf(localeRss(aRequest(), inLocale("en")))).filter(({ link }) =>
      link.endsWith(article.slug),
    );
    const html = item?.["content:encoded"] ?? "";
    const sign = `/en/campaigns/${campaign.slug}/sign?from=${article.slug}`;
    for (const number of ["1", "2", "end"]) expect(html).toContain(`${sign}.${number}#sign"`);
    const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address ?? "");
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((address) => !/^https?:\/\//.test(address))).toEqual([]);
    expect(html).not.toMatch(/script|javascript|take-action|preload|style=/);
    expect(html).toContain("Water for all");
  });

  test("reports won campaigns with the outcome text, and replaced ones with a link to the successor", async () => {
    const carl = (await aStaffMember(db, { role: "campaigner" })).id;
    const next = await aCampaign(db);
    const [won, closed, replaced] = [await aCampaign(db), await aCampaign(db), await aCampaign(db)];
    const change = { by: carl, now: new Date() };
    await winCampaign(db, { slug: won.slug, outcomeTexts: { en: "The mayor said yes." }, ...change });
    await closeCampaign(db, { slug: closed.slug, ...change });
    await replaceCampaign(db, { slug: replaced.slug, successor: next.slug, ...change });
    const items = await itemsOf(localeRss(aRequest(), inLocale("en")));
    const itemsTitled = (begins: string) => items.filter(({ title }) => title.startsWith(begins));
    expect(itemsTitled("You did it")[0]).toMatchObject({ description: "The mayor said yes." });
    expect(itemsTitled("Closed")[0]?.link).toContain(closed.slug);
    expect(itemsTitled("Continues in a new campaign")[0]?.["content:encoded"]).toContain(
      `/en/campaigns/${next.slug}#sign`,
    );
    expect(Date.parse(itemsTitled("Continues in a new campaign")[0]?.pubDate ?? "")).toBeGreaterThan(
      Date.now() - 60_000,
    );
    expect(
      [itemsTitled("You did it"), itemsTitled("Closed"), itemsTitled("Continues in a new campaign")].map(
        ({ length }) => length,
      ),
    ).toEqual([1, 1, 1]);
  });

  test("reports each ending of a reopened campaign under an id of its own, which is stable", async () => {
    const carl = (await aStaffMember(db, { role: "campaigner" })).id;
    const [next, campaign] = [await aCampaign(db), await aCampaign(db)];
    const idNow = async (begins: string) => {
      const items = await itemsOf(localeRss(aRequest(), inLocale("en")));
      const [item, ...more] = items.filter(({ title }) => title.startsWith(begins));
      expect([item, more]).toEqual([expect.anything(), []]);
      return item?.guid["#text"];
    };
    const ends = [
      [closeCampaign, "Closed", {}],
      [winCampaign, "You did it", {}],
      [replaceCampaign, "Continues in a new campaign", { successor: next.slug }],
    ] as const;
    let minutes = 0;
    for (const [endCampaign, begins, rest] of ends) {
      const ids: unknown[] = [];
      for (const _ of ["first", "second"]) {
        minutes += 1;
        const change = { slug: campaign.slug, by: carl, now: new Date(Date.now() - 60_000 + minutes) };
        expect(await endCampaign(db, { ...change, ...rest })).toMatchObject({ outcome: "done" });
        ids.push(await idNow(begins));
        expect(await idNow(begins)).toBe(ids.at(-1));
        expect(await reopenCampaign(db, change)).toMatchObject({ outcome: "done" });
      }
      expect(new Set(ids).size, begins).toBe(2);
    }
  });

  test("keeps an article's id when its address and text change, and contains no names of signers", async () => {
    const campaign = await aCampaign(db);
    const article = await anArticle(db, { callOuts: [campaign] });
    await signCampaign(
      db,
      aSigner({ campaign: campaign.slug, name: "Zebulon Quist", email: "zq@example.org" }),
    );
    const read = async () => (await localeRss(aRequest(), inLocale("en"))).text();
    const first = await read();
    await db.update(articles).set({ slug: "moved-away", title: "Moved" }).where(eq(articles.id, article.id));
    const second = await read();
    const guids = (xml: string) =>
      readRss(xml)
        .item.map(({ guid }) => guid["#text"])
        .sort();
    expect(guids(second)).toEqual(guids(first));
    expect(second).toContain("moved-away");
    expect(first + second).not.toMatch(/Zebulon|zq@/);
  });

  test("respects its limit, and contains no drafts, scheduled articles or archived campaigns", async () => {
    for (let number = 0; number < 35; number += 1) await anArticle(db, { title: `Article ${number}` });
    await anArticle(db, { publishedAt: null, title: "A draft" });
    await anArticle(db, { publishedAt: new Date(Date.now() + 60_000), title: "Tomorrow's" });
    const titles = await titlesOf(localeRss(aRequest(), inLocale("en")));
    expect(titles).toHaveLength(30);
    expect(titles.filter((title) => !title.startsWith("Article "))).toEqual([]);
  });
});
