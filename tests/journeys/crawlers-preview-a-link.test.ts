import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { shareLinks, shareVisitors, shareVisits } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { AGENT } from "../support/browser";
import { ARTICLE, post } from "../support/public-api";
import { stack } from "../support/stack";

/** User agents as they appear in server logs. */
const CRAWLERS = [
  "WhatsApp/2.23.20.0",
  "WhatsApp/2.24.6.77 A",
  "WhatsApp/2.2412.54 W",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
  "Twitterbot/1.0",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Slackbot 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.61 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
  "Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.social/) Bot",
  "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)",
];
const FETCHES = 1_000;
const CONCURRENCY = 50;

test("1,000 fetches by crawlers are redirected and count no visit; a reader counts one", async () => {
  const made = await post("/api/v1/links", { article: ARTICLE, locale: "en" });
  expect(made.status).toBe(201);
  const { code, share } = await made.json();
  const page = `${stack().appUrl}/en/articles/${ARTICLE}?via=${code}`;
  const answers = new Map<string, number>();
  let fetched = 0;
  const fetchSome = async () => {
    while (fetched < FETCHES) {
      const nth = fetched++;
      const headers = {
        "user-agent": CRAWLERS[nth % CRAWLERS.length] ?? "",
        "x-forwarded-for": `198.51.${nth >> 8}.${nth & 255}`,
      };
      const answer = await fetch(share, { redirect: "manual", headers });
      const answered = `${answer.status} ${answer.headers.get("location")}`;
      answers.set(answered, (answers.get(answered) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, fetchSome));
  expect([...answers]).toEqual([[`302 ${page}`, FETCHES]]);

  await fetch(share, {
    redirect: "manual",
    headers: { "user-agent": AGENT, "x-forwarded-for": "203.0.113.7" },
  });
  const db = appDatabase();
  const [link] = await db.select({ id: shareLinks.id }).from(shareLinks).where(eq(shareLinks.code, code));
  const ofLink = eq(shareVisits.shareLinkId, link?.id ?? "");
  await vi.waitFor(async () => expect(await db.$count(shareVisits, ofLink)).toBe(1), 10_000);
  // Visits are counted in order, so earlier ones would have been counted by now.
  expect(await db.select({ visits: shareVisits.visits }).from(shareVisits).where(ofLink)).toEqual([
    { visits: 1 },
  ]);
  expect(await db.$count(shareVisitors, eq(shareVisitors.shareLinkId, link?.id ?? ""))).toBe(1);
});
