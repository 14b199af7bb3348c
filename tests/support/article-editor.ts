import type { Page } from "playwright-core";
import { expect } from "vitest";
import { appDatabase } from "./app-database";
import { aDraft } from "./drafts";

/** Opens the writing room of an article, and waits until one can write in it. */
export async function openEditor(page: Page, articleId: string, locale = "en") {
  await page.goto(`/${locale}/staff/articles/${articleId}`);
  const editor = page.locator(".cm-content");
  await editor.waitFor();
  return editor;
}

/** Waits until everything that was written is saved. */
export async function waitUntilSaved(page: Page) {
  await page.locator('[data-save-state="saved"]').waitFor();
}

/** Types at the end of the text. */
export async function typeAtEnd(page: Page, words: string) {
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(words);
}

/** A draft on the running site. */
export function aDraftOnSite(overrides: Parameters<typeof aDraft>[1] = {}) {
  return aDraft(appDatabase(), overrides);
}

/** What the preview shows. */
export function previewOf(page: Page) {
  return page.frameLocator("iframe");
}

/** The remarks that the room shows, as their words. */
export async function listRemarks(page: Page): Promise<string[]> {
  const list = page.getByRole("region", { name: "Remarks" });
  await list.waitFor();
  expect(await list.count()).toBe(1);
  return list.getByRole("listitem").locator("p:first-child").allTextContents();
}
