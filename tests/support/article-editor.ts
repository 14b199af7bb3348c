import type { Page } from "playwright-core";
import { expect } from "vitest";
import { appDatabase } from "./app-database";
import { aDraft } from "./drafts";

/** Opens the editor of an article and waits until it accepts text. */
export async function openEditor(page: Page, articleId: string, locale = "en") {
  await page.goto(`/${locale}/staff/articles/${articleId}`);
  const editor = page.locator(".cm-content");
  await editor.waitFor();
  return editor;
}

/** Waits until the editor reports that all changes are saved. */
export async function waitUntilSaved(page: Page) {
  await page.locator('[data-save-state="saved"]').waitFor();
}

/** Types at the end of the text. */
export async function typeAtEnd(page: Page, text: string) {
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(text);
}

/** Creates a draft in the running app. */
export function aDraftOnSite(overrides: Parameters<typeof aDraft>[1] = {}) {
  return aDraft(appDatabase(), overrides);
}

/** Returns the editor's preview frame. */
export function previewOf(page: Page) {
  return page.frameLocator("iframe");
}

/** Returns the texts of the remarks that the editor shows. */
export async function listRemarks(page: Page): Promise<string[]> {
  const list = page.getByRole("region", { name: "Remarks" });
  await list.waitFor();
  expect(await list.count()).toBe(1);
  return list.getByRole("listitem").locator("p:first-child").allTextContents();
}
