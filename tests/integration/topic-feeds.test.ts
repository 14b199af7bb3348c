import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { GET as topicRss } from "@/app/[locale]/(public)/topics/[topic]/feed.xml/route";
import { articleCampaigns, articles, articleVersions } from "@/db/schema";
import { listTopicPairs } from "@/lib/articles/list-topics";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { aRequest, itemsOf, onTopic } from "../support/feeds";

const { db, drop } = await aDatabase();
afterAll(drop);

beforeEach(async () => {
  for (const table of [articleCampaigns, articleVersions, articles]) await db.delete(table);
});

describe("a topic's feed", () => {
  test("contains only its articles and their campaigns, for all spellings of the topic", async () => {
    const [water, other] = [await aCampaign(db, { goal: 5 }), await aCampaign(db)];
    await anArticle(db, { topic: "Clean Water", title: "Taps", callOuts: [water] });
    await anArticle(db, { topic: "clean water", title: "Wells" });
    await anArticle(db, { topic: "Work", title: "Heat", callOuts: [other] });
    const items = await itemsOf(topicRss(aRequest(), onTopic("en", "clean-water")));
    expect(
      items
        .filter(({ link }) => link.includes("/articles/"))
        .map(({ title }) => title)
        .sort(),
    ).toEqual(["Taps", "Wells"]);
    const campaignItems = items.filter(({ link }) => link.includes("/campaigns/"));
    expect(campaignItems.map(({ link }) => link)).toEqual([expect.stringContaining(water.slug)]);
  });

  test("exists only for topics with articles, in supported languages", async () => {
    await anArticle(db, { topic: "Water" });
    const asked = [
      onTopic("es", "water"),
      onTopic("en", "fire"),
      onTopic("en", "../etc"),
      onTopic("xx", "water"),
    ];
    const statuses = await Promise.all(
      asked.map(async (params) => (await topicRss(aRequest(), params)).status),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
    expect((await topicRss(aRequest(), onTopic("en", "water"))).status).toBe(200);
  });

  test("finds its name in the other language from translated articles", async () => {
    await anArticle(db, { slug: "wells", topic: "Water" });
    await anArticle(db, { slug: "wells", locale: "es", topic: "Agua" });
    expect(await listTopicPairs(db)).toEqual([
      { locale: "es", name: "Agua", inLocale: "en", inName: "Water" },
      { locale: "en", name: "Water", inLocale: "es", inName: "Agua" },
    ]);
  });
});
