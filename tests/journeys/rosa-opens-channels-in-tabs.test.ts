import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aPage } from "../support/browser";
import { codeIn, waitForMail } from "../support/mailbox";
import { parseSharedLink } from "../support/share-links";
import { ARTICLE } from "../support/signing";

const panel = (page: Page) => page.getByRole("region", { name: "Pass this article on" });
const way = (page: Page, name: string) => panel(page).getByRole("link", { name, exact: true });

/** Rosa reads the article; the networks that she is led to only take note of her. */
async function rosaReads() {
  const page = await aPage();
  await page.context().route(/wa\.me|t\.me/, (route) => route.fulfill({ body: "opened" }));
  await page.goto(`/en/articles/${ARTICLE}`);
  return page;
}

/** What somebody is about to send by a messenger's address: the link at the message's end. */
const sentBy = (address: string) => parseSharedLink(new URL(address).searchParams.get("text") ?? "");

test.each([
  ["a middle click", { button: "middle" as const }],
  ["a Ctrl-click", { modifiers: ["Control" as const] }],
  ["a Cmd-click", { modifiers: ["Meta" as const] }],
  ["a Shift-click", { modifiers: ["Shift" as const] }],
])("%s, the first press on a page, opens a channel with a link of her own and its mark", async (_, press) => {
  const page = await rosaReads();
  const opened = page.context().waitForEvent("page");
  await way(page, "WhatsApp").click(press);
  const tab = await opened;
  await tab.waitForURL(/wa\.me/);
  expect(sentBy(tab.url()).channel).toBe("whatsapp");
  expect(page.url(), "her page stays").toContain(`/en/articles/${ARTICLE}`);
});

test("a right click opens nothing: it asks for the browser's own menu", async () => {
  const page = await rosaReads();
  await way(page, "WhatsApp").click({ button: "right" });
  const opened = page.context().waitForEvent("page");
  await way(page, "Telegram").click({ button: "middle" });
  await (await opened).waitForURL(/t\.me/);
  expect(page.context().pages()).toHaveLength(2);
});

test("the first press on the picture for a story makes the link that its code leads through", async () => {
  const page = await rosaReads();
  const begun = page.waitForEvent("download");
  await panel(page).getByRole("link", { name: "Download an image for a story" }).click();
  const [, code] = /\/media\/stories\/en\/links\/(\w+)$/.exec((await begun).url()) ?? [];
  await expect.poll(() => way(page, "WhatsApp").getAttribute("href")).toContain(`${code}w`);
});

test("without a link of her own she still gets the page's picture, and is told", async () => {
  const page = await rosaReads();
  await page.route("**/api/v1/links", (route) => route.fulfill({ status: 429, body: "{}" }));
  const begun = page.waitForEvent("download");
  await panel(page).getByRole("link", { name: "Download an image for a story" }).click();
  expect((await begun).url()).toContain(`/media/stories/en/articles/${ARTICLE}`);
  await panel(page).getByRole("status").filter({ hasText: "this is the page's address" }).waitFor();
});

test("once Rosa has signed, every panel of the page passes her own link on, also one that had a reader's", async () => {
  const page = await rosaReads();
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.reload();
  await panel(page).getByRole("button", { name: "Copy the link" }).click();
  const field = panel(page).getByLabel("Your link");
  const readers = parseSharedLink(await field.inputValue()).code;

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
  expect(own).not.toBe(readers);

  expect(parseSharedLink(await field.inputValue())).toEqual({ code: own, channel: "copied" });
  expect(sentBy((await way(page, "WhatsApp").getAttribute("href")) ?? "")).toEqual({
    code: own,
    channel: "whatsapp",
  });
  const begun = page.waitForEvent("download");
  await panel(page).getByRole("link", { name: "Download an image for a story" }).click();
  expect((await begun).url()).toContain(`/links/${own}`);
});
