import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { articleVersions, signatures } from "@/db/schema";
import { LOCALES } from "@/lib/i18n/locales";
import { appDatabase } from "../support/app-database";
import {
  aDraftOnSite,
  listRemarks,
  openEditor,
  previewOf,
  typeAtEnd,
  waitUntilSaved,
} from "../support/article-editor";
import { aPage, expectAccessibleAtEveryWidth } from "../support/browser";
import { codeIn, waitForMail } from "../support/mailbox";
import { CAMPAIGN } from "../support/public-api";
import { aStaffPage } from "../support/staff-session";

test("Edith writes an article, inserts a call-out by keyboard, publishes it, and a reader signs through it", async () => {
  const { page } = await aStaffPage("editor");
  await page.goto("/en/staff/articles");
  await page.getByLabel("Working title").fill("Water for every school");
  await page.getByRole("button", { name: "Start writing" }).click();
  await page.waitForURL(/\/staff\/articles\/[0-9a-f-]{36}$/);
  const id = page.url().split("/").at(-1) ?? "";
  await page.locator(".cm-content").waitFor();
  await typeAtEnd(page, "Half of all schools have no tap.");
  await waitUntilSaved(page);
  expect(await listRemarks(page)).toEqual([
    expect.stringContaining("There is nothing that a reader can do."),
  ]);

  await page.keyboard.press("Alt+Shift+C");
  const dialog = page.getByRole("dialog", { name: "Insert a call-out" });
  await dialog.waitFor();
  await page.keyboard.type("nobody is called this");
  await dialog.getByText("Nothing found.").waitFor();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(CAMPAIGN);
  await dialog.getByText("1 found").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await page.locator(".cm-content:focus").count(), "the focus returns to the text").toBe(1);
  await waitUntilSaved(page);
  await page.getByText("No remarks.").waitFor();
  expect(await page.locator(".cm-content").textContent()).toContain(`::take-action{campaign="${CAMPAIGN}"}`);

  const callOut = previewOf(page).locator("#act-1");
  await callOut.getByRole("link", { name: "Sign the petition" }).click();
  await previewOf(page).getByText("nothing can be signed").waitFor();
  expect(await callOut.getByRole("form").count(), "a call-out in the preview has no form").toBe(0);

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Missing, or only a web address: Standfirst").waitFor();
  await page.getByLabel("Standfirst").fill("What a tap costs, and what it changes.");
  await page.getByLabel("Byline").fill("Edith Reyes");
  await page.getByLabel("Topic").fill("Water");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Published. Readers see it now.").waitFor();

  const reader = await aPage();
  await reader.goto("/en");
  await reader.getByRole("link", { name: "Water for every school" }).first().click();
  await reader.locator("#act-1").getByRole("link", { name: "Sign the petition" }).click();
  const form = reader.locator("#act-1").getByRole("form");
  await form.getByLabel("Your name", { exact: true }).fill("Rui Reader");
  await form.getByLabel("E-mail", { exact: true }).fill("rui.reader@example.org");

  await page.getByLabel("Slug").fill("taps-for-every-school");
  await page.getByRole("button", { name: "Change the address" }).click();
  await page.getByText("leads to it from now on").waitFor();

  await form.getByRole("button", { name: "Sign", exact: true }).click();
  await reader
    .locator("#act-1")
    .getByLabel("Code from the mail")
    .fill(codeIn(await waitForMail("rui.reader@example.org")));
  await reader.locator("#act-1").getByRole("button", { name: "Confirm", exact: true }).click();
  await reader.locator("#act-1").getByRole("heading", { name: "Thank you. It counts." }).waitFor();
  const signed = await appDatabase().select().from(signatures).where(eq(signatures.articleId, id));
  expect(
    signed.map(({ callout }) => callout),
    "signed on a page loaded before the slug changed",
  ).toEqual(["1"]);

  for (const query of ["", "?via=bcdfghjkm"]) {
    const old = `/en/articles/water-for-every-school${query}`;
    await expect
      .poll(async () => (await reader.request.get(old, { maxRedirects: 0 })).headers().location)
      .toMatch(new RegExp(`/en/articles/taps-for-every-school${query.replace("?", "\\?")}$`));
    expect((await reader.request.get(old, { maxRedirects: 0 })).status()).toBe(307);
  }
});

test("an article with an unmatched call-out can be published only after a campaign is chosen", async () => {
  const { page } = await aStaffPage("editor");
  const { id } = await aDraftOnSite({
    title: "Imported text",
    bodyMarkdown: 'Words.\n\n::take-action{kind="sign-now" title="refugees"}\n\nMore words.',
  });
  await openEditor(page, id);
  await previewOf(page).getByText("No campaign chosen yet").waitFor();
  await previewOf(page).getByText("Sign Now: refugees").waitFor();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Not published. Line 3").waitFor();
  await page.getByRole("button", { name: "Choose a campaign" }).first().click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /refugees/i })
    .first()
    .click();
  await waitUntilSaved(page);
  await page.getByText("No remarks.").waitFor();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Published. Readers see it now.").waitFor();
});

test("Edith schedules an article, unschedules it, and undoes that", async () => {
  const { page } = await aStaffPage("editor");
  const { id, slug } = await aDraftOnSite({ title: "For tomorrow" });
  await openEditor(page, id);
  await page.getByLabel("Publish at").fill("2030-01-01T09:00");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Scheduled. It will be published automatically.").waitFor();
  expect((await page.request.get(`/en/articles/${slug}`)).status()).toBe(404);
  await page.getByRole("button", { name: "Unschedule" }).click();
  await page.getByText("Unpublished.").waitFor();
  await page.getByText("Nobody but the staff sees this.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Readers will see version 1 from then on.").waitFor();
});

test("text written offline is kept in the browser and saved once it is online again", async () => {
  const { page } = await aStaffPage("editor");
  const { id } = await aDraftOnSite({ title: "On a train" });
  await openEditor(page, id);
  await page.context().setOffline(true);
  await typeAtEnd(page, "\n\nWritten in a tunnel.");
  await page.locator('[data-save-state="offline"]').waitFor();
  await page.close();
  await page.context().setOffline(false);
  const later = await page.context().newPage();
  await openEditor(later, id);
  await waitUntilSaved(later);
  expect(await later.locator(".cm-content").textContent()).toContain("Written in a tunnel.");
  const versions = await appDatabase()
    .select()
    .from(articleVersions)
    .where(eq(articleVersions.articleId, id));
  expect(versions.at(-1)?.bodyMarkdown).toContain("Written in a tunnel.");
}, 90_000);

test("without scripts the article is saved by a text area and a button", async () => {
  const { page } = await aStaffPage("editor", { javascript: false });
  const { id } = await aDraftOnSite({ title: "Plainly" });
  await page.goto(`/en/staff/articles/${id}`);
  await page.locator('textarea[name="bodyMarkdown"]').fill("Saved without a script.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  await page.goto(`/en/staff/articles/${id}`);
  expect(await page.locator('textarea[name="bodyMarkdown"]').inputValue()).toBe("Saved without a script.");
  await page.getByText("There is nothing that a reader can do.").waitFor();
});

test("an earlier version is compared word by word, restored, and the restoring undone", async () => {
  const { page } = await aStaffPage("editor");
  const { id } = await aDraftOnSite({ title: "Once more" });
  await openEditor(page, id);
  await typeAtEnd(page, "\n\nA later thought.");
  await waitUntilSaved(page);
  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("link", { name: "What changed" }).first().click();
  await page.locator("ins", { hasText: "A later thought." }).waitFor();
  await page.getByRole("button", { name: "Restore this version" }).last().click();
  await page.getByText("Version 1 is restored").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Version 2 is restored").waitFor();
});

test.each(LOCALES)("the article pages are accessible and fit the screen (%s)", async (locale) => {
  const { id } = await aDraftOnSite({
    title: `For every eye ${"wide".repeat(40)}`,
    bodyMarkdown: 'Words.\n\n::take-action{campaign="nobody"}\n\n![](/media/x.png)',
  });
  const { page } = await aStaffPage("editor", { locale });
  for (const path of ["", `/${id}`, `/${id}/history?version=1`]) {
    await page.goto(`/${locale}/staff/articles${path}`);
    if (path === `/${id}`) await page.locator(".cm-content").waitFor();
    await expectAccessibleAtEveryWidth(page);
  }
});
