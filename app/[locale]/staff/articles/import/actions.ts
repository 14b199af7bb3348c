"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { formLocale } from "@/app/[locale]/staff/_components/form-fields";
import { importArticle } from "@/lib/articles/import/import-article";
import { importedText, importOptions } from "@/lib/articles/import/import-input";
import { applyChoices } from "@/lib/articles/import/match-titles";
import { restoreImportedText } from "@/lib/articles/import/parse-text";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { isolated } from "@/lib/direction";
import { staffArticlePath } from "@/lib/paths";
import type { DraftResult, ImportResult } from "./import-results";
import { parseUploads } from "./parse-uploads";

/** Parses pasted and uploaded texts and returns what was found in them. Stores nothing. */
export async function parseTexts(_: ImportResult, form: FormData): Promise<ImportResult> {
  const locale = formLocale(form);
  await requireStaff({ locale, permission: "articles.write" });
  const options = importOptions.safeParse(Object.fromEntries(form));
  if (options.success) return parseUploads(form, { locale, ...options.data });
  const t = await getTranslations({ locale, namespace: "staff.importing" });
  return { outcome: "refused", message: t("refused.options") };
}

/** Creates a draft of a parsed text with the chosen campaigns and articles, and opens its editor. */
export async function createDraft(_: DraftResult, form: FormData): Promise<DraftResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "articles.write" });
  const t = await getTranslations({ locale, namespace: "staff.importing" });
  const input = importedText.safeParse({
    ...Object.fromEntries(form),
    callOuts: form.getAll("callout"),
    readMores: form.getAll("readMore"),
    inlineActions: form.getAll("inlineAction"),
  });
  if (!input.success) return { outcome: "refused", message: t("refused.draft") };
  const { language, title, dek, byline, markdown, ...choices } = input.data;
  const imported = applyChoices(restoreImportedText({ title, dek, byline, markdown }), choices);
  const result = await importArticle(db(), { by: member.id, locale: language, imported });
  if (result.outcome === "too-long")
    return { outcome: "refused", message: t("refused.tooLong", { name: isolated(title) }) };
  const href = staffArticlePath(locale, result.id);
  if (result.outcome === "created" && form.get("alone") === "yes") redirect(href);
  const link = { href, open: t("open") };
  if (result.outcome === "created") return { outcome: "done", message: t("made"), ...link };
  return { outcome: "already-there", message: t("alreadyThere"), ...link };
}
