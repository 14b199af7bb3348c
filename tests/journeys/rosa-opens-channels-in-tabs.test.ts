import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aPage } from "../support/browser";
import { codeIn, waitForMail } from "../support/mailbox";
import { ARTICLE } from "../support/public-api";
import { parseSharedLink } from "../support/share-links";

const panel = (page: Page) => page.getByRole("region", { name: "Pass this article on" });
const channelLink = (page: Page, name: string) =>
  panel(page).getByRole("link", { name: `${name} (opens in a new tab)`, exact: true });

/** Opens the article with the networks replaced by stubs. */
async function openArticle() {
  const page = await aPage();
  await page.context().route(/wa\.me|t\.me/, (route) => route.fulfill({ body: "opened" }));
  await page.goto(`/en/articles/${ARTICLE}`);
  return page;
}

/** Returns the share link at the end of the message in a messenger's URL. */
const linkInMessage = (address: string) => parseSharedLink(new URL(address).searchParams.get("text") ?? "");

test.each([
  ["a middle click", { button: "middle" as const }],
  ["a Ctrl-click", { modifiers: ["Control" as const] }],
  ["a Cmd-click", { modifiers: ["Meta" as const] }],
  ["a Shift-click", { modifiers: ["Shift" as const] }],
])("%s opens the channel in a tab with a new link and the channel's code", async (_, press) => {
  const page = await openArticle();
  const opened = page.context().waitForEvent("page");
  await channelLink(page, "WhatsApp").click(press);
  const tab = await opened;
  await tab.waitForURL(/wa\.me/);
  expect(linkInMessage(tab.url()).channel).toBe("whatsapp");
  expect(page.url(), "her page stays").toContain(`/en/articles/${ARTICLE}`);
});

test("a right click opens no tab", async () => {
  const page = await openArticle();
  await channelLink(page, "WhatsApp").click({ button: "right" });
  const opened = page.context().waitForEvent("page");
  await channelLink(page, "Telegram").click({ button: "middle" });
  await (await opened).waitForURL(/t\.me/);
  expect(page.context().pages()).toHaveLength(2);
});

test("downloading a story image creates the link in its QR code", async () => {
  const page = await openArticle();
  const download = page.waitForEvent("download");
  await panel(page).getByRole("link", { name: "Download an image for a story" }).click();
  const [, code] = /\/media\/stories\/en\/links\/(\w+)$/.exec((await download).url()) ?? [];
  await expect.poll(() => channelLink(page, "WhatsApp").getAttribute("href")).toContain(`${code}w`);
});

test("if no link can be created, the story image of the page is downloaded, with a message", async () => {
  const page = await openArticle();
  await page.route("**/api/v1/links", (route) => route.fulfill({ status: 429, body: "{}" }));
  const download = page.waitForEvent("download");
  await panel(page).getByRole("link", { name: "Download an image for a story" }).click();
  expect((await download).url()).toContain(`/media/stories/en/articles/${ARTICLE}`);
  await panel(page).getByRole("status").filter({ hasText: "this is the page's address" }).waitFor();
});

test("after signing, every sharing panel on the page shares the signer's own link", async () => {
  const page = await openArticle();
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.reload();
  await panel(page).getByRole("button", { name: "Copy the link" }).click();
  const field = panel(page).getByLabel("Your link");
  const readersCode = parseSharedLink(await field.inputValue()).code;

  const callOut = page.locator("#act-1");
  await callOut.getByRole("link", { name: "Sign the petition" }).click();
  await callOut.getByLabel("Your name", { exact: true }).fill("Rosa Signs Later");
  await callOut.getByLabel("E-mail", { exact: true }).fill("rosa.signs.later@example.org");
  await callOut.getByRole("button", { name: "Sign", exact: true }).click();
  await callOut
    .getByLabel("Code from the mail")
    .fill(codeIn(await waitForMail("rosa.signs.later@example.org")));
  await callOut.getByRole("button", { name: "Confirm" }).click();
  const own = parseSharedLink(await callOut.getByLabel("Your link").inputValue()).code;
  expect(own).not.toBe(readersCode);

  expect(parseSharedLink(await field.inputValue())).toEqual({ code: own, channel: "copied" });
  expect(linkInMessage((await channelLink(page, "WhatsApp").getAttribute("href")) ?? "")).toEqual({
    code: own,
    channel: "whatsapp",
  });
  const download = page.waitForEvent("download");
  await panel(page).getByRole("link", { name: "Download an image for a story" }).click();
  expect((await download).url()).toContain(`/links/${own}`);
});
