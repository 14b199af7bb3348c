import type { Database } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { slugFor } from "../article-slug";
import { MAX_LENGTHS } from "../merge-versions";
import { createArticle } from "../save-draft";
import { getArticleAt } from "./existing-articles";
import { asMarkdown, type ImportedText } from "./parse-text";

type ImportResult =
  | { outcome: "created"; id: string; slug: string }
  /** An article with this title exists already. Nothing is stored. */
  | { outcome: "already-there"; id: string; slug: string }
  | { outcome: "too-long" };

/**
 * Creates a draft from an imported text. If an article with the same title and language exists, nothing is stored, so that
 * importing a file twice creates one article. `by` is null on the command line.
 */
export async function importArticle(
  db: Database,
  { by, locale, imported }: { by: string | null; locale: Locale; imported: ImportedText },
): Promise<ImportResult> {
  const { title, dek, byline } = imported;
  const bodyMarkdown = asMarkdown(imported);
  if (bodyMarkdown.length > MAX_LENGTHS.bodyMarkdown) return { outcome: "too-long" };
  const earlier = await getArticleAt(db, { slug: slugFor(title), locale });
  if (earlier) return { outcome: "already-there", ...earlier };
  return createArticle(db, {
    by,
    locale,
    title,
    dek: dek.slice(0, MAX_LENGTHS.dek),
    byline: byline.slice(0, MAX_LENGTHS.byline),
    bodyMarkdown,
  });
}
