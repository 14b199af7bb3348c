import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aPage } from "../support/browser";
import { codeIn, linkIn, waitForMail } from "../support/mailbox";
import { ARTICLE, CAMPAIGN, confirmByApi } from "../support/public-api";

const articlePath = `/en/articles/${ARTICLE}`;
const bar = (page: Page) => page.locator(".action-bar");
const barLink = (page: Page) => bar(page).getByRole("link");
const sheet = (page: Page) => page.getByRole("dialog");
const field = (page: Page, label: string) => sheet(page).getByLabel(label, { exact: true });
const press = (page: Page, name: string) => sheet(page).getByRole("button", { name, exact: true }).click();
const inbox = (page: Page) => sheet(page).getByRole("heading", { name: "Check your inbox" });

/** The name or the text of what has the focus. */
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute("name") ?? document.activeElement?.textContent?.trim(),
  );

async function fillIn(page: Page, email: string) {
  await field(page, "Your name").fill("Sue Phone");
  await field(page, "E-mail").fill(email);
}

/** Opens the sheet of the article from its bar and sends the form. */
async function signInSheet(page: Page, email: string) {
  await page.goto(articlePath);
  await barLink(page).click();
  await fillIn(page, email);
  await press(page, "Sign");
}

test("Back and Escape close the sheet and return the focus; what was typed survives that and a reload", async () => {
  const page = await aPage({ phone: true });
  await page.goto(articlePath);
  await barLink(page).click();
  await expect.poll(() => focused(page)).toBe("name");
  for (const shown of ["To: The governments of the 193", "In 2016 every government", "signatures of 3,000"])
    expect(await sheet(page).textContent()).toContain(shown);
  await fillIn(page, "sue.phone@example.org");

  await page.goBack();
  await sheet(page).waitFor({ state: "hidden" });
  expect(new URL(page.url()).pathname).toBe(articlePath);
  expect(await focused(page)).toBe("Sign the petition");

  await barLink(page).click();
  await field(page, "E-mail").focus();
  await page.keyboard.press("Escape");
  await sheet(page).waitFor({ state: "hidden" });
  await expect.poll(() => focused(page)).toBe("Sign the petition");

  await barLink(page).click();
  await page.reload();
  await sheet(page).waitFor();
  expect(await field(page, "E-mail").inputValue()).toBe("sue.phone@example.org");
  // Waits until the sheet takes presses: see `.settles`.
  await field(page, "E-mail").click({ trial: true });
  await page.mouse.click(195, 5);
  await sheet(page).waitFor({ state: "hidden" });
  await expect.poll(() => focused(page), { message: "the backdrop closes, too" }).toBe("Sign the petition");
  expect(
    await page.evaluate(() => document.cookie + Object.keys(localStorage)),
    "nothing is kept of a visit",
  ).toBe("");
});

test("a second tap does not reach the next step; the keyboard does at once", async () => {
  const page = await aPage({ phone: true });
  await page.goto(articlePath);
  // Records the element under each new button when it appears: a tap must not hit the button yet.
  await page.evaluate(() => {
    const hits: Record<string, boolean> = {};
    Object.assign(window, { hits });
    new MutationObserver(() => {
      for (const button of document.querySelectorAll<HTMLElement>("dialog[open] button")) {
        const name = button.textContent ?? "";
        const { x, y, width, height } = button.getBoundingClientRect();
        hits[name] ??= document.elementFromPoint(x + width / 2, y + height / 2) === button;
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await barLink(page).click();
  await fillIn(page, "sue.twice@example.org");
  await press(page, "Sign");
  await inbox(page).waitFor();
  const mail = await waitForMail("sue.twice@example.org");
  await field(page, "Code from the mail").fill(codeIn(mail));
  await page.keyboard.press("Enter");
  await sheet(page).getByRole("heading", { name: "Thank you. It counts." }).waitFor();
  const hits = await page.evaluate<Record<string, boolean>>("hits");
  expect(hits).toMatchObject({ Close: false, Confirm: false, "Copy the link": false });
});

test("a reload keeps the field for the code, and the address can be corrected", async () => {
  const page = await aPage({ phone: true });
  await signInSheet(page, "sue.wrong@example.org");
  await expect.poll(() => focused(page)).toBe("Check your inbox");
  await page.reload();
  await field(page, "Code from the mail").waitFor();
  expect(await sheet(page).textContent()).toContain("Sue Phone");
  await press(page, "Correct the address");
  await expect.poll(() => focused(page)).toBe("email");
  await field(page, "E-mail").fill("sue.right@example.org");
  await press(page, "Sign");
  await inbox(page).waitFor();
  await page.keyboard.press("Escape");
  for (const place of [bar(page), page.locator("#act-1"), page.locator("#act-end")]) {
    await expect.poll(() => place.textContent()).toMatch(/one step left/i);
    expect(await place.textContent()).not.toMatch(/sign the petition|take action/i);
  }
});

test("after a confirmation in another tab or on another device, the open page and the campaign's page show it everywhere", async () => {
  const page = await aPage({ phone: true });
  await signInSheet(page, "sue.tab@example.org");
  const mail = await waitForMail("sue.tab@example.org");
  const tab = await page.context().newPage();
  await tab.goto(linkIn(mail));
  await tab.getByRole("button", { name: "Confirm my signature" }).click();
  await tab.waitForURL(/\?via=/);
  await sheet(page).getByRole("heading", { name: "Thank you. It counts." }).waitFor();
  await page.keyboard.press("Escape");
  for (const place of [bar(page), page.locator("#act-1"), page.locator("#act-end")])
    await expect.poll(() => place.textContent()).toMatch(/you have signed/i);

  await tab.reload();
  await tab.locator("#sign").getByRole("heading", { name: "You have signed" }).waitFor();
  expect(await tab.locator("#sign").textContent()).not.toMatch(/sign the petition/i);
  await tab.getByRole("button", { name: "Not you? Sign as another person" }).click();
  await tab.locator("#sign").getByRole("form").waitFor();
  await page.locator("#act-end").getByRole("form").waitFor();

  const other = await aPage({ phone: true });
  await other.goto(`/en/campaigns/${CAMPAIGN}`);
  const form = other.locator("#sign");
  await form.getByLabel("Your name", { exact: true }).fill("Sue Device");
  await form.getByLabel("E-mail", { exact: true }).fill("sue.device@example.org");
  await form.getByRole("button", { name: "Sign", exact: true }).click();
  await form.getByRole("heading", { name: "Check your inbox" }).waitFor();
  await confirmByApi(await waitForMail("sue.device@example.org"));
  await expect
    .poll(async () => {
      // Browsers fire this when the reader returns to the page.
      await other.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      return form.textContent();
    })
    .toContain("Thank you. It counts.");
});

test.each([768, 820, 899])(
  "on a tablet of %i px the first screen of a campaign has a way to sign",
  async (width) => {
    const page = await aPage({ width });
    await page.goto(`/en/campaigns/${CAMPAIGN}`);
    const ways = page.locator('a[href="#sign"]:visible, #sign form:visible');
    const tops = await Promise.all(
      (await ways.all()).map(async (way) => (await way.boundingBox())?.y ?? Infinity),
    );
    expect(Math.min(...tops)).toBeLessThan(700);
  },
);

test.each(["/en", articlePath, `/es/campaigns/${CAMPAIGN}`])(
  "with text at 200 % on a phone, titles break between words and nothing overhangs: %s",
  async (path) => {
    const page = await aPage({ phone: true });
    await page.goto(path);
    await page.addStyleTag({ content: "html { font-size: 200% !important }" });
    expect(await page.evaluate(brokenWords)).toEqual([]);
  },
);

/** Returns the words in titles and in the masthead that stand on two lines or beyond the window. */
function brokenWords(): string[] {
  const found: string[] = [];
  for (const title of document.querySelectorAll("h1, h2, h3, body > header a")) {
    const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const word of texts.currentNode.textContent?.matchAll(/\p{L}+/gu) ?? []) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        const boxes = [...range.getClientRects()];
        const isHidden = title.closest(".sr-only") || boxes.every(({ width }) => width <= 1);
        const isWhole = boxes.length <= 1 && boxes.every(({ right }) => right <= innerWidth);
        if (!isHidden && !isWhole) found.push(word[0]);
      }
    }
  }
  return found;
}
