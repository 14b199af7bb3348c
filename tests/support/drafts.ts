import { expect } from "vitest";
import type { Database } from "@/db/client";
import { getDraft } from "@/lib/articles/list-drafts";
import { type ArticleFields, articleFieldsOf } from "@/lib/articles/merge-versions";
import { createArticle } from "@/lib/articles/save-draft";
import { aStaffMember } from "./factories";

export const BODY = ["A first paragraph.", "A second paragraph.", "A third paragraph."].join("\n\n");

/** Creates a draft with all fields that publishing requires, and the editor who wrote it. */
export async function aDraft(db: Database, overrides: Partial<ArticleFields> & { slug?: string } = {}) {
  const writer = await aStaffMember(db);
  const created = await createArticle(db, {
    by: writer.id,
    locale: "en",
    title: "The library opens its doors",
    dek: "What a card costs.",
    byline: "Edith Reyes",
    topic: "Education",
    bodyMarkdown: BODY,
    ...overrides,
  });
  return { id: created.id, slug: created.slug, writer };
}

/** Returns the fields of an article's draft and its version number. */
export async function readDraft(db: Database, articleId: string) {
  const draft = await getDraft(db, articleId);
  expect(draft).not.toBeNull();
  if (!draft) throw new Error("no draft");
  return { version: draft.version, fields: articleFieldsOf(draft) };
}
