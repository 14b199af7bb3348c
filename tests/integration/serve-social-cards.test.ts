import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { getCardSubject } from "@/app/_social-cards/card-subject";
import { GET as getCard } from "@/app/media/cards/[locale]/[kind]/[slug]/[version]/route";
import { GET as getStory } from "@/app/media/stories/[locale]/[kind]/[slug]/route";
import { articles, referralTallies } from "@/db/schema";
import { getPublishedArticle } from "@/lib/articles/published-articles";
import { getPrimaryCampaign, getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { articleCard, campaignCard, cardPath } from "@/lib/sharing/social-card";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { HOSTILE_TITLES } from "../support/hostile-titles";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const FOREVER = "public, max-age=31536000, immutable";

function requestCard(path: string) {
  const [, , , locale = "", kind = "", slug = "", version = ""] = path.split("/");
  return getCard(new Request(`http://localhost:3000${path}`), {
    params: Promise.resolve({ locale, kind, slug, version }),
  });
}

async function pathOfCampaign(slug: string) {
  const campaign = await getPublishedCampaign(db, { slug, locale: "en" });
  if (!campaign) throw new Error("not published");
  return cardPath(campaignCard(campaign, "en"));
}

/** Counts the cached cards in this process. */
const countDrawn = (): number => Reflect.get(globalThis, Symbol.for("groundswell.images"))?.size ?? 0;

describe("the card of a campaign", () => {
  test("is drawn once for concurrent requests and for any version", async () => {
    const { slug } = await aCampaign(db);
    const path = await pathOfCampaign(slug);
    const before = countDrawn();
    const otherVersions = Array.from({ length: 40 }, (_, index) =>
      path.replace(/[^/]+\.jpg$/, `${index}-abc.jpg`),
    );
    const answers = await Promise.all([path, path, ...otherVersions].map(requestCard));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(countDrawn() - before).toBe(1);
    const bodies = await Promise.all(
      answers.map(async (answer) => Buffer.from(await answer.arrayBuffer()).toString("base64")),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(answers.map((answer) => answer.headers.get("cache-control"))).toEqual([
      ...[FOREVER, FOREVER],
      ...otherVersions.map(() => "public, max-age=60"),
    ]);
  });

  test("does not exist while the campaign is a draft", async () => {
    const { slug } = await aCampaign(db, { publishedAt: null });
    expect((await requestCard(`/media/cards/en/campaigns/${slug}/0-abc.jpg`)).status).toBe(404);
  });

  test("shows that the campaign is won", async () => {
    const open = await aCampaign(db);
    const won = await aCampaign(db, { wonAt: new Date("2024-03-01") });
    const mark = async (slug: string) => {
      const picture = Buffer.from(await (await requestCard(await pathOfCampaign(slug))).arrayBuffer());
      const cut = await sharp(picture).extract({ left: 719, top: 540, width: 4, height: 4 }).png().toBuffer();
      return (await sharp(cut).stats()).dominant;
    };
    const { r: red } = await mark(open.slug);
    const { r: ink } = await mark(won.slug);
    expect(red).toBeGreaterThan(150);
    expect(ink).toBeLessThan(60);
  });
});

test("the card of an article shows the count of its primary campaign", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { callOuts: [campaign] });
  const published = await getPublishedArticle(db, { slug: article.slug, locale: "en" });
  const primary = await getPrimaryCampaign(db, { articleId: article.id, locale: "en" });
  if (!published) throw new Error("not published");
  const card = articleCard(published, { locale: "en", primary });
  expect(card.petition).toMatchObject({ signatures: 0, goal: 1000, state: "open" });
  expect((await requestCard(cardPath(card))).headers.get("cache-control")).toBe(FOREVER);
});

test("a link has the card of its destination, in the link's language", async () => {
  const campaign = await aCampaign(db);
  const { code } = await aShareLink(db, { campaignId: campaign.id, locale: "es" });
  const answer = await requestCard(`/media/cards/en/links/${code}/1.jpg`);
  expect(answer.status).toBe(200);
  const story = await getStory(new Request("http://localhost:3000/"), {
    params: Promise.resolve({ locale: "es", kind: "links", slug: code }),
  });
  expect(story.headers.get("content-disposition")).toContain(`${campaign.slug}-story.jpg`);
  for (const picture of [answer, story])
    expect(picture.headers.get("content-length")).toBe(String((await picture.arrayBuffer()).byteLength));
});

test("a link's card shows its signatures unless they are below the privacy minimum", async () => {
  const campaign = await aCampaign(db);
  const through = async (confirmed: number) => {
    const link = await aShareLink(db, { campaignId: campaign.id });
    await db.insert(referralTallies).values({ shareLinkId: link.id, generation: 1, confirmed });
    return (await getCardSubject({ locale: "en", kind: "links", slug: link.code }))?.signaturesThroughLink;
  };
  expect(await through(env().SHARE_PRIVACY_MINIMUM - 1)).toBeNull();
  expect(await through(12)).toBe(12);
});

test.each(Object.entries(HOSTILE_TITLES))("an article with a title in %s has a card", async (_, title) => {
  // PostgreSQL rejects NUL, and UTF-8 cannot encode a lone surrogate.
  const stored = Buffer.from(title.replaceAll("\u0000", "")).toString();
  const slug = `hostile-${newId()}`;
  await anArticle(db, { slug, title: stored });
  expect(await db.$count(articles)).toBeGreaterThan(0);
  const answer = await requestCard(`/media/cards/en/articles/${slug}/1.jpg`);
  const picture = Buffer.from(await answer.arrayBuffer());
  expect(picture.byteLength).toBeLessThanOrEqual(300 * 1024);
  expect(await sharp(picture).metadata()).toMatchObject({ width: 1200, height: 630, format: "jpeg" });
});
