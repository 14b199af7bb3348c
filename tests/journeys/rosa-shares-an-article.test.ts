import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { campaigns } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { getStoredAttribution } from "../support/attribution";
import { aPage } from "../support/browser";
import { ARTICLE, CAMPAIGN } from "../support/public-api";
import { aShareLink, getLink, parseSharedLink } from "../support/share-links";
import { aPhone } from "../support/share-sheet";
import { stack } from "../support/stack";

const article = (via?: string) => `/en/articles/${ARTICLE}${via ? `?via=${via}` : ""}`;
const panel = (page: Page) => page.getByRole("region", { name: "Pass this article on" });
const status = (page: Page, text: string) => panel(page).getByRole("status").filter({ hasText: text });

async function getCampaignId(): Promise<string | undefined> {
  const [campaign] = await appDatabase().select().from(campaigns).where(eq(campaigns.slug, CAMPAIGN));
  return campaign?.id;
}

/** Returns the text in the clipboard. */
async function readClipboard(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  return page.evaluate(() => navigator.clipboard.readText());
}

test("an unsigned reader copies one link per page, and a friend's signature is attributed to it", async () => {
  const rosa = await aPage();
  await rosa.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await rosa.goto(article());
  await panel(rosa).getByRole("button", { name: "Copy the link" }).click();
  await status(rosa, "Link copied").waitFor();
  const first = await readClipboard(rosa);
  const { code, channel } = parseSharedLink(first);
  expect(channel).toBe("copied");

  await panel(rosa).getByRole("button", { name: "Copy the link" }).click();
  expect(await readClipboard(rosa), "a second press copies the same link").toBe(first);
  await rosa.locator(".byline").getByRole("button").click();
  await rosa.locator(".byline").getByRole("status").filter({ hasText: "Link copied" }).waitFor();
  expect(await readClipboard(rosa), "anywhere on the page").toBe(first);

  const friend = await aPage();
  await friend.goto(new URL(first).pathname);
  expect(friend.url()).toBe(`${stack().appUrl}${article(code)}&channel=copied`);
  const form = friend.locator("#act-end form");
  await form.getByLabel("Your name", { exact: true }).fill("Rosa's friend");
  await form.getByLabel("E-mail", { exact: true }).fill("rosas.friend@example.org");
  await form.getByRole("button", { name: "Sign", exact: true }).click();
  await friend.getByRole("heading", { name: "Check your inbox" }).waitFor();
  expect(await getStoredAttribution("Rosa's friend")).toMatchObject({
    article: ARTICLE,
    via: code,
    channel: "copied",
  });
});

test("on a phone the share sheet gets the message and a link whose parent is the page's `via`", async () => {
  const parent = await aShareLink(appDatabase(), { campaignId: await getCampaignId() });
  const { page, sharedData } = await aPhone();
  await page.goto(article(parent.code));
  await panel(page).getByRole("button", { name: "Pass it on" }).click();
  await expect.poll(sharedData).toHaveLength(1);
  const [shared] = await sharedData();
  expect(shared?.text).toContain("Worth reading");
  const { code, channel } = parseSharedLink(shared?.url ?? "");
  expect(channel).toBe("native");
  expect((await getLink(code))?.parentId).toBe(parent.id);
});

test("if the browser refuses the share sheet, a message asks to press again", async () => {
  const { page, sharedData } = await aPhone({ refuses: "NotAllowedError" });
  await page.goto(article());
  await panel(page).getByRole("button", { name: "Pass it on" }).click();
  await status(page, "press once more").waitFor();
  await panel(page).getByRole("button", { name: "Pass it on" }).click();
  await expect.poll(sharedData).toHaveLength(1);
});

test("closing the share sheet shows no message", async () => {
  const { page, sharedData } = await aPhone({ refuses: "AbortError" });
  await page.goto(article());
  await panel(page).getByRole("button", { name: "Pass it on" }).click();
  await panel(page).getByRole("button", { name: "Pass it on" }).click();
  await expect.poll(sharedData).toHaveLength(1);
  expect(await panel(page).getByRole("status").textContent()).toBe("");
});

test("every channel opens with the same link and its own channel", async () => {
  const page = await aPage();
  await page.context().route(/wa\.me|t\.me|mastodon\.example/, (route) => route.fulfill({ body: "opened" }));
  await page.goto(article());
  const codes: string[] = [];
  for (const [name, expected] of [
    ["WhatsApp", "whatsapp"],
    ["Telegram", "telegram"],
  ]) {
    const opened = page.waitForEvent("popup");
    await panel(page)
      .getByRole("link", { name: `${name} (opens in a new tab)`, exact: true })
      .click();
    const tab = await opened;
    await tab.waitForURL(/wa\.me|t\.me/);
    const query = new URL(tab.url()).searchParams;
    const address = query.get("url") ?? query.get("text")?.split("\n").at(-1) ?? "";
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    const { code, channel } = parseSharedLink(address);
    expect(channel).toBe(expected);
    codes.push(code);
  }
  await panel(page).getByText("Mastodon", { exact: true }).click();
  const server = panel(page).getByLabel("Your Mastodon server");
  await server.fill("not a server");
  await panel(page).getByRole("button", { name: "Write the post" }).click();
  await panel(page).getByText("That is no server's name").waitFor();
  await server.fill("@rosa@mastodon.example");
  const opened = page.waitForEvent("popup");
  await panel(page).getByRole("button", { name: "Write the post" }).click();
  const tab = await opened;
  await tab.waitForURL(/mastodon\.example\/share/);
  const post = new URL(tab.url()).searchParams.get("text") ?? "";
  const { code, channel } = parseSharedLink(post.split("\n").at(-1) ?? "");
  expect(channel).toBe("mastodon");
  expect(new Set([...codes, code]).size, "one link for one page view").toBe(1);
});

test("if no link can be created, the page's address is copied, with a message", async () => {
  const page = await aPage();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.route("**/api/v1/links", (route) => route.fulfill({ status: 429, body: "{}" }));
  await page.goto(article());
  await panel(page).getByRole("button", { name: "Copy the link" }).click();
  await status(page, "this is the page's address").waitFor();
  expect(await readClipboard(page)).toBe(`${stack().appUrl}${article()}`);
  await page.unroute("**/api/v1/links");
  await panel(page).getByRole("button", { name: "Copy the link" }).click();
  await status(page, "Link copied").waitFor();
  expect(parseSharedLink(await readClipboard(page)).channel).toBe("copied");
});

test("if the clipboard is not available, the link is shown in a field", async () => {
  const page = await aPage();
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.goto(article());
  await panel(page).getByRole("button", { name: "Copy the link" }).click();
  await status(page, "Take the link from the field").waitFor();
  expect(parseSharedLink(await panel(page).getByLabel("Your link").inputValue()).channel).toBe("copied");
});

test("without scripts a button leads to a page where every channel is a plain link", async () => {
  const parent = await aShareLink(appDatabase(), { campaignId: await getCampaignId() });
  const page = await aPage({ javascript: false });
  await page.goto(article(parent.code));
  expect(await panel(page).getByRole("link", { name: "WhatsApp" }).isVisible()).toBe(false);
  await panel(page).getByRole("button", { name: "Pass it on" }).click();
  await page.getByRole("heading", { name: "Pass it on", level: 1 }).waitFor();
  const code = page.url().split("/").at(-1) ?? "";
  expect(page.url()).toBe(`${stack().appUrl}/en/pass-on/${code}`);
  expect((await getLink(code))?.parentId).toBe(parent.id);
  expect(await page.locator('meta[name="robots"]').getAttribute("content")).toContain("noindex");
  const href = (await page.getByRole("link", { name: "WhatsApp" }).getAttribute("href")) ?? "";
  expect(new URL(href).searchParams.get("text")).toContain(`/s/${code}w`);
  expect(await page.getByLabel("Your link").inputValue()).toBe(`${stack().appUrl}/s/${code}`);
  await page.getByText("QR code", { exact: true }).click();
  expect(await page.getByRole("link", { name: "Download PNG" }).getAttribute("href")).toBe(
    `/s/${code}/qr.png`,
  );
  await page.getByText("Mastodon", { exact: true }).click();
  const mastodon = page.getByRole("link", { name: "Write the post on mastodon.social" });
  expect(await mastodon.getAttribute("href")).toContain(`s%2F${code}d`);
});

test("the address bar of a personal sharing page shows the shared page's address", async () => {
  const link = await aShareLink(appDatabase(), { campaignId: await getCampaignId() });
  const page = await aPage();
  await page.goto(`/en/pass-on/${link.code}`);
  await page.waitForURL(/\?via=/);
  expect(new URL(page.url()).pathname).toMatch(/^\/en\/campaigns\//);
});

test("a link created from a friend's Ripple page has the friend's link as its parent", async () => {
  const friendsLink = await aShareLink(appDatabase(), { campaignId: await getCampaignId() });
  const page = await aPage();
  await page.goto(`/s/${friendsLink.code}/ripple`);
  await page.getByRole("link", { name: "Pass it on yourself" }).click();
  await page.waitForURL(/\/campaigns\/.*#pass-on$/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy the link" }).click();
  await page.getByText("Copied", { exact: false }).first().waitFor();
  const own = await getLink(parseSharedLink(await readClipboard(page)).code);
  expect(own?.code).not.toBe(friendsLink.code);
  expect(own?.parentId).toBe(friendsLink.id);
});

test("an unknown code returns 404", async () => {
  const page = await aPage();
  for (const code of ["bbbbbbbbb", "nonsense"])
    expect((await page.goto(`/en/pass-on/${code}`))?.status(), code).toBe(404);
});
