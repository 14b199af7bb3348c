import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { aDraftOnSite, openEditor, typeAtEnd, waitUntilSaved } from "../support/article-editor";
import { aPage, axe } from "../support/browser";
import { importTextPath, readImportText } from "../support/import-text";
import { codeIn, waitForMail } from "../support/mailbox";
import { CAMPAIGN, getSignatureCount } from "../support/public-api";
import { aStaffPage } from "../support/staff-session";

const IMPORT = "/en/staff/articles/import";
const TITLE = "The US Has Left UN Talks on Migration. Here’s Why That Matters for Refugees";

const press = (place: Page | Locator, name: string) =>
  place.getByRole("button", { name, exact: true }).click();

async function uploadFile(page: Page, file: string) {
  await page.goto(IMPORT);
  await page.getByLabel("Or choose files").setInputFiles(importTextPath(file));
  await press(page, "Check the text");
  await page.getByRole("heading", { name: "Found", exact: true }).waitFor();
  return page.getByRole("form", { name: file });
}

/** Chooses a match for everything that the import could not match. */
async function chooseAll(imported: Locator, label: string, slug: string) {
  const fields = await imported.getByLabel(label).all();
  expect(fields.length).toBeGreaterThan(1);
  for (const field of fields) await field.selectOption(slug);
}

test("Edda imports an article, chooses its campaigns, publishes it, and Rosa signs through it", async () => {
  const { page } = await aStaffPage("editor");
  const imported = await uploadFile(page, "migration-talks.txt");
  expect(await imported.getByLabel("Title", { exact: true }).inputValue()).toBe(TITLE);
  for (const text of ["Call on World Leaders to Stand With Refugees", "Donald J. Trump (@realDonaldTrump)"])
    await imported.getByText(text, { exact: true }).waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await page.getByLabel("Or choose files").inputValue(), "the file can be submitted again").toContain(
    "migration-talks.txt",
  );
  await chooseAll(imported, "Campaign: ", CAMPAIGN);
  await chooseAll(imported, "Article: ", "safe-water-at-school");
  await press(imported, "Make a draft");

  await page.waitForURL(/\/staff\/articles\/[0-9a-f-]{36}$/);
  await page.getByLabel("Standfirst").fill("Two days before the meeting in Mexico, one chair stays empty.");
  await page.getByLabel("Byline").fill("Ana Pérez");
  await page.getByLabel("Topic").fill("Refugees and migration");
  await press(page, "Publish");
  await page.getByText("Published. Readers see it now.").waitFor();

  const reader = await aPage({ phone: true });
  await reader.goto("/en");
  await reader.getByRole("link", { name: TITLE }).first().click();
  await reader.getByRole("heading", { name: TITLE }).waitFor();
  const before = await getSignatureCount();
  await rosaSigns(reader);
  expect(await getSignatureCount()).toBe(before + 1);
});

async function rosaSigns(reader: Page) {
  const callout = reader.locator("#act-2");
  await callout.getByRole("link", { name: "Sign the petition" }).click();
  const form = reader.getByRole("form").first();
  await form.getByLabel("Your name", { exact: true }).fill("Rosa Luz");
  await form.getByLabel("E-mail", { exact: true }).fill("rosa@example.org");
  await press(form, "Sign");
  const mail = await waitForMail("rosa@example.org");
  await callout.getByLabel("Code from the mail").fill(codeIn(mail));
  await press(callout, "Confirm");
  await reader.getByRole("heading", { name: "Thank you. It counts." }).first().waitFor();
}

test("importing a file twice links to the first draft; with another title it makes a new draft", async () => {
  const { page } = await aStaffPage("owner", { phone: true, dark: true });
  for (const isFirst of [true, false]) {
    const imported = await uploadFile(page, "heat-at-work.txt");
    expect(await axe(page)).toEqual([]);
    await press(imported, "Make a draft");
    if (isFirst) await page.waitForURL(/\/staff\/articles\/[0-9a-f-]{36}$/);
    else await imported.getByRole("link", { name: "Open it" }).waitFor();
  }
  const imported = page.getByRole("form", { name: "heat-at-work.txt" });
  await imported.getByLabel("Title", { exact: true }).fill("The heat, once more");
  await press(imported, "Make a draft");
  await page.waitForURL(/\/staff\/articles\/[0-9a-f-]{36}$/);
});

test("without scripts an empty import is refused, and a pasted text becomes a draft", async () => {
  const { page } = await aStaffPage("editor", { javascript: false });
  await page.goto(IMPORT);
  await press(page, "Check the text");
  await page.getByText("There is nothing to read yet. Paste a text or choose a file.").waitFor();
  await page.getByLabel("Paste a text").fill("Pasted by hand\n\nTake Action: Stand with refugees\n\nText.");
  await press(page, "Check the text");
  const imported = page.getByRole("form", { name: "Pasted text" });
  expect(await imported.getByLabel("Campaign: Stand with refugees").inputValue()).toBe(CAMPAIGN);
  await press(imported, "Make a draft");
  await page.waitForURL(/\/staff\/articles\/[0-9a-f-]{36}$/);
});

/** Pastes as a browser does: with the plain text, and as HTML. */
async function paste(page: Page, clipboard: { html: string; plain: string }) {
  await page.locator(".cm-content").evaluate((editor, { html, plain }) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", plain);
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, clipboard);
}

/** Returns the lines of the editor. Each is an element of its own. */
const editorText = async (page: Page) =>
  (await page.locator(".cm-content .cm-line").allTextContents()).join("\n");

test("a paste from Google Docs or Word into the editor keeps headings, lists, links and notes", async () => {
  const { page } = await aStaffPage("editor");
  await openEditor(page, (await aDraftOnSite({ bodyMarkdown: "Before." })).id);
  await typeAtEnd(page, "\n\n");
  await paste(page, {
    html: readImportText("cases/gdocs.html"),
    plain: "Water in the Sierra\nThe river has gone.",
  });
  await expect.poll(() => editorText(page), { timeout: 15_000 }).toContain("# Water in the Sierra");
  const text = await editorText(page);
  expect(text).toContain("Before.");
  expect(text).toContain("[take action here](https://act.example.org/river)");
  expect(text).toMatch(/- one\s+- two/);
  expect(text).toContain("[^1]: A footnote with its source.");
  await typeAtEnd(page, "\n\n");
  await paste(page, { html: readImportText("cases/word.html"), plain: "Schools without taps" });
  await expect.poll(() => editorText(page), { timeout: 15_000 }).toMatch(/- First point\s+- Second point/);
  await waitUntilSaved(page);
});
