import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { type FeedContent, idOf, idOfPart } from "@/app/_feeds/feed-entry";
import { asJsonFeed } from "@/app/_feeds/json-feed";
import { asRss } from "@/app/_feeds/rss";
import { groupTopics, topicSlug, topicSlugIn } from "@/lib/articles/topic-slug";
import { GOAL_STEPS } from "@/lib/campaigns/goal";
import { jsonFeed } from "../support/feeds";

const ID = "0193b0c4-7a10-7000-8000-000000000001";
const special = "a < b && c ]]> d ]]> e \u0000\u0008\u000b\ufffe 🐋 \ud800 <script>&amp;</script>";
const readable = "🐋";

const feed: FeedContent = {
  title: `Groundswell: ${special}`,
  description: special,
  language: "es",
  home: "https://news.example/es?a=1&b=2",
  rss: "https://news.example/es/feed.xml",
  json: "https://news.example/es/feed.json",
  organisation: "Ground & swell",
  updatedAt: new Date("2026-11-25T10:00:00Z"),
  entries: [
    {
      id: idOf(ID),
      url: "https://news.example/es/articles/agua?from=a&to=b",
      title: special,
      summary: special,
      html: `<p>${special}</p>`,
      image: "https://news.example/media/cards/es/articles/agua/current.jpg",
      author: special,
      topic: special,
      publishedAt: new Date("2026-11-24T10:00:00Z"),
      updatedAt: new Date("2026-11-25T10:00:00Z"),
    },
  ],
};

describe("a feed with special characters", () => {
  test("is well-formed RSS with the same content", () => {
    const rss = asRss(feed);
    expect(XMLValidator.validate(rss)).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of these.
    expect(rss).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    const { channel } = new XMLParser({ ignoreAttributes: false }).parse(rss).rss;
    expect(channel.language).toBe("es");
    expect(channel.lastBuildDate).toBe("Wed, 25 Nov 2026 10:00:00 GMT");
    expect(channel["atom:link"]).toMatchObject({ "@_href": feed.rss, "@_rel": "self" });
    const { item } = channel;
    expect(item.guid).toEqual({ "#text": `urn:uuid:${ID}`, "@_isPermaLink": "false" });
    expect(item.pubDate).toBe("Tue, 24 Nov 2026 10:00:00 GMT");
    for (const text of [
      item.title,
      item.description,
      item["content:encoded"],
      item["dc:creator"],
      item.category,
    ])
      expect(text).toContain(readable);
    for (const text of [item.title, item.description]) {
      expect(text).toContain("a &lt; b &amp;&amp; c");
      expect(text).not.toContain("<");
    }
    expect(item["media:content"]).toMatchObject({ "@_url": feed.entries[0]?.image });
  });

  test("is valid JSON Feed 1.1 with the same content", () => {
    const { items, ...top } = jsonFeed.parse(JSON.parse(asJsonFeed(feed)));
    expect(top).toMatchObject({ language: "es", feed_url: feed.json });
    expect(items).toMatchObject([
      {
        id: `urn:uuid:${ID}`,
        date_published: "2026-11-24T10:00:00.000Z",
        date_modified: "2026-11-25T10:00:00.000Z",
      },
    ]);
    expect(items[0]?.title).toContain("a < b && c");
  });

  test("renders deterministically, also when empty", () => {
    const empty = { ...feed, entries: [], updatedAt: undefined };
    expect(asRss(empty)).toBe(asRss(empty));
    expect(asRss(empty)).toContain("Thu, 01 Jan 1970");
    expect(XMLValidator.validate(asRss(empty))).toBe(true);
  });
});

test("each campaign event has a stable id of its own in each language", () => {
  const ids = ["en", "es"].flatMap((locale) =>
    GOAL_STEPS.map((step) => idOfPart(ID, locale, "milestone", step)),
  );
  expect(new Set(ids).size).toBe(GOAL_STEPS.length * 2);
  expect(idOfPart(ID, "en", "milestone", 100)).toBe("urn:uuid:0ffdb36c-ed52-562d-a189-9ae16dad4c6b");
});

describe("a topic", () => {
  test("has one slug for all spellings, and a slug for every script", () => {
    expect(topicSlug("Refugio y migración")).toBe("refugio-y-migracion");
    expect(topicSlug("press  FREEDOM")).toBe(topicSlug("Press freedom"));
    expect(topicSlug("气候")).toMatch(/^topic-[0-9a-f]{8}$/);
    expect(topicSlug("气候")).not.toBe(topicSlug("移民"));
  });

  test("takes its name from the latest article, and its time from the latest change", () => {
    const [older, newer] = [new Date("2026-01-01T00:00:00Z"), new Date("2026-02-01T00:00:00Z")];
    expect(
      groupTopics([
        { name: "Press freedom", updatedAt: older },
        { name: "Water", updatedAt: older },
        { name: "press freedom", updatedAt: newer },
      ]),
    ).toEqual([
      {
        slug: "press-freedom",
        name: "Press freedom",
        names: ["Press freedom", "press freedom"],
        updatedAt: newer,
      },
      { slug: "water", name: "Water", names: ["Water"], updatedAt: older },
    ]);
  });

  test("is matched across languages by the majority of translated articles", () => {
    const pairs = [
      { locale: "en", name: "Water", inLocale: "es", inName: "Agua" },
      { locale: "en", name: "Water", inLocale: "es", inName: "Salud" },
    ];
    expect(topicSlugIn(pairs, { slug: "water", locale: "en", inLocale: "es" })).toBe("agua");
    expect(topicSlugIn(pairs, { slug: "work", locale: "en", inLocale: "es" })).toBeNull();
  });
});
