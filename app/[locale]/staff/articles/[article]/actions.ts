"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { formLocale } from "@/app/[locale]/staff/_components/form-fields";
import { incompleteForm } from "@/app/[locale]/staff/_components/incomplete-form";
import { articleFieldsInput, versionInput } from "@/lib/articles/draft-input";
import { moveArticle } from "@/lib/articles/move-address";
import { publishArticle } from "@/lib/articles/publish";
import { undoUnpublish, unpublishArticle } from "@/lib/articles/publish-version";
import { restoreVersion, saveDraft } from "@/lib/articles/save-draft";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { LOCALES } from "@/lib/i18n/locales";
import { isId, isSlug } from "@/lib/ids";
import { pagesChanged } from "@/lib/page-changes";
import { describeRemark } from "./_components/remark-texts";

/** The fields that every form about an article has. */
const articleForm = z.object({ locale: z.enum(LOCALES), article: z.string().refine(isId) });
/** A time, or an empty text for none. */
const optionalTime = z.union([
  z.literal("").transform(() => null),
  z
    .string()
    // Without scripts the field has no time zone, and is read as UTC.
    .transform((typed) => new Date(/[zZ]$/.test(typed) ? typed : `${typed}Z`))
    .refine((at) => !Number.isNaN(at.getTime())),
]);

/** Has the public pages rendered anew, and the editor that posted the form. */
async function announceChange() {
  await pagesChanged(db());
  revalidatePath("/[locale]/staff/articles/[article]", "page");
}

/** Saves the draft of a browser without scripts. */
export async function saveDraftForm(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: formLocale(form), permission: "articles.write" });
  const t = await getTranslations({ locale: formLocale(form), namespace: "staff.articleEditor" });
  const posted = Object.fromEntries(form);
  const target = articleForm.safeParse(posted);
  const fields = articleFieldsInput.safeParse(posted);
  const base = versionInput.safeParse(posted.version);
  if (!target.success || !fields.success || !base.success)
    return { outcome: "refused", message: t("keep.unreadable") };
  const saved = await saveDraft(db(), {
    articleId: target.data.article,
    by,
    base: base.data,
    fields: fields.data,
  });
  if (saved.outcome === "unknown-article") return { outcome: "refused", message: t("gone") };
  if (saved.outcome === "overlap")
    return { outcome: "refused", message: t("keep.conflict", { version: saved.conflictVersion }) };
  return { outcome: "done", message: t(saved.fields ? "keep.merged" : "keep.saved") };
}

/** Publishes a version, now or at a given time. */
export async function publish(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: formLocale(form), permission: "articles.write" });
  const asked = articleForm
    .extend({ version: versionInput, at: optionalTime.optional() })
    .safeParse(Object.fromEntries(form));
  const t = await getTranslations({ locale: formLocale(form), namespace: "staff.articleEditor" });
  if (!asked.success) return { outcome: "refused", message: t("publish.unreadable") };
  const { article: articleId, version, at = null, locale } = asked.data;
  const published = await publishArticle(db(), { articleId, by, version, at });
  switch (published.outcome) {
    case "unknown-article":
      return { outcome: "refused", message: t("gone") };
    case "changed-meanwhile":
      return { outcome: "refused", message: t("publish.changedMeanwhile") };
    case "incomplete": {
      const fields = published.fields.map((field) => t(`fields.${field}`)).join(", ");
      return { outcome: "refused", message: t("publish.incomplete", { fields }) };
    }
    case "refused": {
      const [first] = await Promise.all(published.remarks.map((remark) => describeRemark(remark, locale)));
      return { outcome: "refused", message: t("publish.refused", { remark: first ?? "" }) };
    }
    default:
      await announceChange();
      return { outcome: "done", message: t(`publish.${published.outcome}`) };
  }
}

/** Unpublishes an article, or cancels its scheduled publication. */
export async function unpublish(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: formLocale(form), permission: "articles.write" });
  const target = articleForm.safeParse(Object.fromEntries(form));
  if (!target.success) return incompleteForm(formLocale(form));
  const { locale, article } = target.data;
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const unpublished = await unpublishArticle(db(), { articleId: article, by });
  if (unpublished.outcome === "not-published")
    return { outcome: "refused", message: t("publish.notPublished") };
  await announceChange();
  return {
    outcome: "done",
    message: t("publish.unpublished"),
    undo: { label: t("undo"), fields: { locale, article, at: unpublished.earlier.toISOString() } },
  };
}

/** Undoes unpublishing. */
export async function republish(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: formLocale(form), permission: "articles.write" });
  const target = articleForm.extend({ at: z.iso.datetime() }).safeParse(Object.fromEntries(form));
  if (!target.success) return incompleteForm(formLocale(form));
  const { locale, article, at } = target.data;
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const undone = await undoUnpublish(db(), { articleId: article, by, at: new Date(at) });
  if (undone.outcome === "not-unpublished")
    return { outcome: "refused", message: t("publish.changedMeanwhile") };
  await announceChange();
  return { outcome: "done", message: t("publish.again") };
}

/** Changes the slug of an article, or the language of a draft. */
export async function move(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: formLocale(form), permission: "articles.write" });
  const t = await getTranslations({ locale: formLocale(form), namespace: "staff.articleEditor" });
  const asked = articleForm
    .extend({ slug: z.string().trim().toLowerCase().refine(isSlug), language: z.enum(LOCALES) })
    .safeParse(Object.fromEntries(form));
  if (!asked.success) return { outcome: "refused", message: t("move.unreadable") };
  const { article, slug, language, locale } = asked.data;
  const moved = await moveArticle(db(), { articleId: article, by, slug, locale: language });
  if (moved.outcome !== "moved") return { outcome: "refused", message: t(`move.${moved.outcome}`) };
  await announceChange();
  const undo = { locale, article, slug: moved.earlier.slug, language: moved.earlier.locale };
  return {
    outcome: "done",
    message: moved.isKnown ? t("move.leadsOn", { slug: moved.earlier.slug }) : t("move.moved"),
    undo: { label: t("undo"), fields: undo },
  };
}

/** Restores an earlier version as a new one. */
export async function restore(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: formLocale(form), permission: "articles.write" });
  const target = articleForm.extend({ number: versionInput }).safeParse(Object.fromEntries(form));
  if (!target.success) return incompleteForm(formLocale(form));
  const { locale, article, number } = target.data;
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const restored = await restoreVersion(db(), { articleId: article, by, number });
  if (restored.outcome !== "restored")
    return { outcome: "refused", message: t(`history.${restored.outcome}`) };
  return {
    outcome: "done",
    message: t("history.restored", { number, version: restored.version }),
    undo: { label: t("undo"), fields: { locale, article, number: String(restored.earlier) } },
  };
}
