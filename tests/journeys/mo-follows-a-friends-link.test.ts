import { eq } from "drizzle-orm";
import type { Locator, Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import { shareLinks, shareVisits } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { getStoredAttribution } from "../support/attribution";
import { AGENT, aPage } from "../support/browser";
import { codeIn, waitForMail } from "../support/mailbox";
import { ARTICLE, CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";
import { anArticleLink, openLink } from "../support/share-links";
import { stack } from "../support/stack";

/** Signs and confirms as a friend. Returns the code of the friend's link. */
async function aFriendsLink(email: string): Promise<string> {
  const { share } = await confirmByApi(await signByApi({ name: "Friend of Mo", email }));
  expect(share.startsWith(`${stack().appUrl}/s/`)).toBe(true);
  return share.split("/").at(-1) ?? "";
}

async function countVisits(code: string): Promise<number> {
  const rows = await appDatabase()
    .select({ visits: shareVisits.visits })
    .from(shareVisits)
    .innerJoin(shareLinks, eq(shareLinks.id, shareVisits.shareLinkId))
    .where(eq(shareLinks.code, code));
  return rows.reduce((sum, { visits }) => sum + visits, 0);
}

test("Mo signs through a friend's link, and his own link has the friend's as its parent", async () => {
  const code = await aFriendsLink("friend@example.org");
  const mo = await aPage();
  await mo.goto(`/s/${code}`);
  expect(mo.url()).toBe(`${stack().appUrl}/en/campaigns/${CAMPAIGN}?via=${code}`);
  const canonical = await mo.locator('link[rel="canonical"]').getAttribute("href");
  expect(canonical).toBe(`${stack().appUrl}/en/campaigns/${CAMPAIGN}`);

  await mo.getByLabel("Your name", { exact: true }).fill("Mo Haddad");
  await mo.getByLabel("E-mail", { exact: true }).fill("mo@example.org");
  await mo.getByRole("button", { name: "Sign", exact: true }).click();
  await mo.getByLabel("Code from the mail").fill(codeIn(await waitForMail("mo@example.org")));
  await mo.getByRole("button", { name: "Confirm" }).click();
  const own = await mo.getByLabel("Your link").inputValue();

  expect(await getStoredAttribution("Mo Haddad")).toMatchObject({ via: code });
  const links = await appDatabase().select().from(shareLinks);
  const [parent, child] = [code, own.split("/").at(-1)].map((each) =>
    links.find((link) => link.code === each),
  );
  expect(parent?.id).toBeDefined();
  expect(child?.parentId).toBe(parent?.id);
});

/** The links on the article that open the form. */
const PLACES: Record<string, (article: Page) => Locator> = {
  "a call-out": (article) => article.locator("#act-1").getByRole("link"),
  "a sentence": (article) => article.getByRole("link", { name: "you can take action here" }),
  "the bar on a phone": (article) => article.locator(".action-bar").getByRole("link"),
};

test.each(Object.entries(PLACES))(
  "a signature from %s is stored with article, call-out, link and channel",
  async (name, place) => {
    const code = await anArticleLink();
    const mo = await aPage({ phone: true });
    await mo.goto(`/s/${code}`);
    expect(mo.url()).toBe(`${stack().appUrl}/en/articles/${ARTICLE}?via=${code}`);
    const href = await place(mo).getAttribute("href");
    const [, callout] = href?.match(/from=[a-z0-9-]+\.(\w+)/) ?? [];
    expect(callout).toMatch(/^([1-9]|bar)$/);
    await place(mo).click();
    const form = mo.locator("dialog form, #act-1 form");
    await form.getByLabel("Your name", { exact: true }).fill(`Mo at ${name}`);
    await form.getByLabel("E-mail", { exact: true }).fill(`mo.${callout}@example.org`);
    await form.getByRole("button", { name: "Sign", exact: true }).click();
    await mo.getByRole("heading", { name: "Check your inbox" }).first().waitFor();
    expect(await getStoredAttribution(`Mo at ${name}`)).toEqual({
      article: ARTICLE,
      callout,
      via: code,
      channel: "whatsapp",
    });
  },
);

test("previews, crawlers, prefetching and HEAD requests are redirected but count no visit", async () => {
  const code = await anArticleLink();
  const automated: Record<string, string>[] = [
    { "user-agent": "WhatsApp/2.24.6.77 A" },
    { "user-agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)" },
    { "user-agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" },
    { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" },
    { "user-agent": AGENT, "sec-purpose": "prefetch;prerender" },
    { "user-agent": AGENT, method: "HEAD" },
  ];
  for (const request of automated) {
    const answer = await openLink(code, request);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      `${stack().appUrl}/en/articles/${ARTICLE}?via=${code}`,
    ]);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
  await openLink(code, { "user-agent": AGENT });
  await openLink(code, { "user-agent": AGENT });
  await openLink(`${code.toUpperCase()}).`, { "user-agent": `${AGENT} Other/2` });
  await vi.waitFor(async () => expect(await countVisits(code)).toBeGreaterThanOrEqual(2));
  expect(await countVisits(code)).toBe(2);
});

test("the last link opened before signing gets the signature, and a link opened later changes nothing", async () => {
  const [first, last, late] = [await anArticleLink(), await anArticleLink(), await anArticleLink()];
  const mo = await aPage();
  const signAtEnd = async () => {
    const form = mo.locator("#act-end form");
    await form.getByLabel("Your name", { exact: true }).fill("Mo of Many Friends");
    await form.getByLabel("E-mail", { exact: true }).fill("mo.of.many@example.org");
    await form.getByRole("button", { name: "Sign", exact: true }).click();
    await mo.getByRole("heading", { name: "Check your inbox" }).waitFor();
  };
  for (const code of [first, last]) await mo.goto(`/s/${code}`);
  await signAtEnd();
  expect(await getStoredAttribution("Mo of Many Friends")).toMatchObject({ via: last, callout: "end" });
  await mo.goto(`/s/${late}`);
  await mo.locator("#act-end").getByRole("button", { name: "Correct the address" }).click();
  await signAtEnd();
  expect(await getStoredAttribution("Mo of Many Friends")).toMatchObject({ via: last, callout: "end" });
});

test("the channel in a link's address is stored with the signature", async () => {
  const code = await aFriendsLink("friend-of-telegram@example.org");
  const mo = await aPage();
  await mo.goto(`/s/${code}t`);
  expect(mo.url()).toBe(`${stack().appUrl}/en/campaigns/${CAMPAIGN}?via=${code}&channel=telegram`);
  await mo.getByLabel("Your name", { exact: true }).fill("Mo of Telegram");
  await mo.getByLabel("E-mail", { exact: true }).fill("mo-of-telegram@example.org");
  await mo.getByRole("button", { name: "Sign", exact: true }).click();
  await mo.getByLabel("Code from the mail").waitFor();
  expect(await getStoredAttribution("Mo of Telegram")).toMatchObject({ via: code, channel: "telegram" });
});

test("an unknown link has a page that says so, with what to read, in the visitor's language", async () => {
  for (const code of ["bbbbbbbbb", "nothing", "..%2f..%2fetc"]) {
    const answer = await openLink(code, { "user-agent": AGENT, "accept-language": "es" });
    expect(answer.status, code).toBe(404);
    const page = await answer.text();
    expect(page).toContain("No conocemos este enlace");
    expect(page).toMatch(/href="\/es\/articles\/[^"]+"/);
  }
});
