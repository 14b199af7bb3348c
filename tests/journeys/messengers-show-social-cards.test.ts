import { and, eq, isNotNull } from "drizzle-orm";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { articles, campaigns, shareLinks, shareVisits } from "@/db/schema";
import { LOCALES } from "@/lib/i18n/locales";
import { appDatabase } from "../support/app-database";
import { AGENT, aPage } from "../support/browser";
import { ARTICLE, CAMPAIGN, confirmByApi, post, signByApi } from "../support/public-api";
import { expectCardImage, expectCardTags, readSocialTags } from "../support/social-cards";
import { stack } from "../support/stack";

/** User agents as they appear in server logs. */
const CRAWLERS = [
  "WhatsApp/2.24.6.77 A",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Twitterbot/1.0",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
  "Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.social/) Bot",
  "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)",
  "TelegramBot (like TwitterBot)",
  "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
];
const FETCHES = 50;
const CONCURRENCY = 10;

const fetchAs = (agent: string, address: string) => fetch(address, { headers: { "user-agent": agent } });

async function aLink(target: { article?: string; campaign?: string }, locale = "en") {
  const created = await post("/api/v1/links", { ...target, locale });
  expect(created.status).toBe(201);
  const { share, code } = await created.json();
  return { share: String(share), code: String(code) };
}

test(`${FETCHES} fetches of a link by messengers get tags and an image each time, and count no visit`, async () => {
  const { share, code } = await aLink({ article: ARTICLE });
  const canonical = `${stack().appUrl}/en/articles/${ARTICLE}`;
  const served = new Map<string, number>();
  let fetched = 0;
  const fetchSome = async () => {
    while (fetched < FETCHES) {
      const agent = CRAWLERS[fetched++ % CRAWLERS.length] ?? "";
      const page = await fetchAs(agent, share);
      expect(page.url).toBe(`${canonical}?via=${code}`);
      const html = await page.text();
      expect(html).toContain(`<link rel="canonical" href="${canonical}"/>`);
      const image = expectCardTags(html, { canonical: share, locale: "en" });
      expect(image).toContain(`/media/cards/en/links/${code}/`);
      await expectCardImage(await fetchAs(agent, image));
      served.set(agent, (served.get(agent) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, fetchSome));
  expect([...served.keys()].sort()).toEqual([...CRAWLERS].sort());
  expect([...served.values()].reduce((sum, times) => sum + times, 0)).toBe(FETCHES);

  await fetchAs(AGENT, share);
  const ofLink = and(eq(shareLinks.code, code), eq(shareVisits.shareLinkId, shareLinks.id));
  const visits = () =>
    appDatabase().select({ visits: shareVisits.visits }).from(shareVisits).innerJoin(shareLinks, ofLink);
  // Visits are counted in order, so earlier ones would have been counted by now.
  await vi.waitFor(async () => expect(await visits()).toHaveLength(1), 10_000);
  expect(await visits()).toEqual([{ visits: 1 }]);
});

test("a page shows its own card when `via` names another page's link or no link, and to readers", async () => {
  const { code } = await aLink({ article: ARTICLE });
  for (const via of [code, "bbbbbbbbb", "nonsense"]) {
    const canonical = `${stack().appUrl}/en/campaigns/${CAMPAIGN}`;
    const page = await fetchAs("Twitterbot/1.0", `${canonical}?via=${via}`);
    const image = expectCardTags(await page.text(), { canonical, locale: "en" });
    expect(image).toContain(`/media/cards/en/campaigns/${CAMPAIGN}/`);
  }
  const article = `${stack().appUrl}/en/articles/${ARTICLE}`;
  const read = await fetchAs(AGENT, `${article}?via=${code}`);
  expectCardTags(await read.text(), { canonical: article, locale: "en" });
});

test("a Ripple page shows its link's own card to crawlers and readers", async () => {
  const { code } = await aLink({ campaign: CAMPAIGN }, "es");
  for (const agent of [...CRAWLERS, AGENT]) {
    const canonical = `${stack().appUrl}/s/${code}/ripple`;
    const page = await fetchAs(agent, canonical);
    const image = expectCardTags(await page.text(), { canonical, locale: "es" });
    expect(image).toContain(`/media/cards/es/links/${code}/`);
    await expectCardImage(await fetchAs(agent, image));
  }
});

test("every published page has a card in its language", async () => {
  const db = appDatabase();
  const publishedArticles = await db
    .select({ slug: articles.slug, locale: articles.locale })
    .from(articles)
    .where(isNotNull(articles.publishedAt));
  const publishedCampaigns = await db
    .select({ slug: campaigns.slug })
    .from(campaigns)
    .where(isNotNull(campaigns.publishedAt));
  const pages = [
    ...LOCALES.map((locale) => ({ locale, path: `/${locale}` })),
    ...publishedArticles.map(({ slug, locale }) => ({ locale, path: `/${locale}/articles/${slug}` })),
    ...LOCALES.flatMap((locale) =>
      publishedCampaigns.map(({ slug }) => ({ locale, path: `/${locale}/campaigns/${slug}` })),
    ),
  ];
  expect(pages.length).toBeGreaterThan(10);
  const images = new Set<string>();
  for (const { locale, path } of pages) {
    const canonical = `${stack().appUrl}${path}`;
    const page = await fetchAs("Twitterbot/1.0", canonical);
    if (page.status !== 200) continue; // scheduled
    const image = expectCardTags(await page.text(), { canonical, locale });
    images.add(image);
    const answer = await fetchAs("Twitterbot/1.0", image);
    expect(answer.headers.get("cache-control"), path).toBe("public, max-age=31536000, immutable");
    await expectCardImage(answer);
  }
  expect(images.size).toBeGreaterThan(10);
});

test("a confirmed signature changes the card's address, and the old address serves the new card", async () => {
  const { slug } = await aSmallCampaign();
  const page = `${stack().appUrl}/en/campaigns/${slug}`;
  const cardOf = async () =>
    readSocialTags(await (await fetchAs("WhatsApp/2.24.6.77 A", page)).text())["og:image"] ?? "";
  const before = await cardOf();
  expect(before).toContain(`/media/cards/en/campaigns/${slug}/`);
  await expectCardImage(await fetch(before));
  await confirmByApi(await signByApi({ name: "Wen Li", email: "wen.li@example.org", campaign: slug }));
  await vi.waitFor(async () => expect(await cardOf()).not.toBe(before), 5_000);
  const bytes = async (address: string) => Buffer.from(await (await fetch(address)).arrayBuffer());
  const now = await bytes(await cardOf());
  const outdated = await fetch(before.replace(/[^/]+\.jpg$/, "99-outdated.jpg"));
  expect(outdated.headers.get("cache-control")).toBe("public, max-age=60");
  expect(Buffer.from(await outdated.arrayBuffer()).equals(now)).toBe(true);
});

/** Returns the open campaign with the fewest signatures, whose card shows the exact count. */
async function aSmallCampaign() {
  const slugs = await appDatabase()
    .select({ slug: campaigns.slug })
    .from(campaigns)
    .where(isNotNull(campaigns.publishedAt));
  const counted = await Promise.all(
    slugs.map(async ({ slug }) => {
      const { status, signatures } = await (await fetch(`${stack().appUrl}/api/v1/campaigns/${slug}`)).json();
      return { slug, signatures, isOpen: status === "open" };
    }),
  );
  const [smallest] = counted.filter(({ isOpen }) => isOpen).sort((a, b) => a.signatures - b.signatures);
  if (!smallest) throw new Error("no campaign is open");
  return smallest;
}

test("a reader downloads a story image whose QR code contains their link", async () => {
  const { share, code } = await aLink({ campaign: CAMPAIGN });
  const reader = await aPage();
  await reader.goto(`/en/pass-on/${code}`);
  const story = reader.getByRole("link", { name: "Download an image for a story" });
  expect(await story.getAttribute("href")).toBe(`/media/stories/en/links/${code}`);
  const answer = await fetch(`${stack().appUrl}/media/stories/en/links/${code}`);
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${CAMPAIGN}-story.jpg"`);
  const picture = Buffer.from(await answer.arrayBuffer());
  const { width, height } = await sharp(picture).metadata();
  expect({ width, height }).toEqual({ width: 1080, height: 1920 });
  expect(await readQrCode(picture)).toBe(`${share}q`);
});

/** Reads the QR code in an image. */
async function readQrCode(picture: Buffer): Promise<string | undefined> {
  const { default: jsQR } = await import("jsqr");
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

test.each([
  "/media/cards/en/campaigns/no-such-campaign/1.jpg",
  "/media/cards/xx/campaigns/a/1.jpg",
  "/media/cards/en/people/a/1.jpg",
  "/media/cards/en/links/aaaaaaaaa/1.jpg",
  "/media/stories/en/articles/no-such-article",
])("%s returns 404 and is not cached", async (path) => {
  const answer = await fetch(`${stack().appUrl}${path}`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});
