import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { articleVersions } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { aDraftOnSite, openEditor, typeAtEnd, waitUntilSaved } from "../support/article-editor";
import { readDraft } from "../support/drafts";
import { aStaffPage } from "../support/staff-session";

const versionsOf = (id: string) =>
  appDatabase()
    .select()
    .from(articleVersions)
    .where(eq(articleVersions.articleId, id))
    .orderBy(articleVersions.number);

test("changes of two people in different places are merged, and both see a message", async () => {
  const { id } = await aDraftOnSite({ title: "Written by two" });
  const [{ page: edith }, { page: olu }] = [await aStaffPage("editor"), await aStaffPage("owner")];
  await openEditor(edith, id);
  await openEditor(olu, id);
  await typeAtEnd(edith, "\n\nEdith adds an end.");
  await waitUntilSaved(edith);
  await olu.locator(".cm-content").focus();
  await olu.keyboard.press("Control+Home");
  await olu.keyboard.insertText("Olu adds a beginning.\n\n");
  await waitUntilSaved(olu);
  const { fields } = await readDraft(appDatabase(), id);
  expect(fields.bodyMarkdown).toMatch(/^Olu adds a beginning\.[\s\S]+Edith adds an end\.$/);
  await olu.getByText("were added to yours").waitFor();
  expect(await olu.locator(".cm-content").textContent()).toContain("Edith adds an end.");
  await edith.locator(".cm-content", { hasText: "Olu adds a beginning." }).waitFor();
  await edith.getByText("Writing here too").waitFor();
});

test("when two people rewrite one sentence, the second chooses, and no version is lost", async () => {
  const { id } = await aDraftOnSite({ title: "In conflict", bodyMarkdown: "The one sentence." });
  const [{ page: edith }, { page: olu }] = [await aStaffPage("editor"), await aStaffPage("owner")];
  await openEditor(edith, id);
  await openEditor(olu, id);
  // Olu does not receive Edith's changes.
  await olu.route("**/draft", (route) =>
    route.request().method() === "GET" ? route.abort("internetdisconnected") : route.continue(),
  );
  await edith.locator(".cm-content").focus();
  await edith.keyboard.press("Control+A");
  await edith.keyboard.insertText("Edith's sentence.");
  await waitUntilSaved(edith);
  await olu.locator(".cm-content").focus();
  await olu.keyboard.press("Control+A");
  await olu.keyboard.insertText("Olu's sentence.");
  const panel = olu.getByRole("region", { name: /changed the same text as you/ });
  await panel.waitFor();
  await panel.getByText("Edith's sentence.").waitFor();
  await panel.getByText("Olu's sentence.").waitFor();
  expect((await versionsOf(id)).map(({ bodyMarkdown }) => bodyMarkdown)).toEqual([
    "The one sentence.",
    "Edith's sentence.",
    "Olu's sentence.",
  ]);
  expect((await readDraft(appDatabase(), id)).fields.bodyMarkdown, "until he decides").toBe(
    "Edith's sentence.",
  );

  await panel.getByLabel("Keep both").check();
  await panel.getByRole("button", { name: "Save this" }).click();
  await waitUntilSaved(olu);
  expect((await readDraft(appDatabase(), id)).fields.bodyMarkdown).toBe(
    "Edith's sentence.\n\nOlu's sentence.",
  );
  await edith.locator(".cm-content", { hasText: "Olu's sentence." }).waitFor();
});
