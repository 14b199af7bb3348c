"use server";

import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { refreshArticle } from "@/app/_http/refresh-article";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { articleFieldsInput, versionInput } from "@/lib/articles/draft-input";
import { moveArticle } from "@/lib/articles/move-address";
import { publishArticle } from "@/lib/articles/publish";
import { restoreVersion, saveDraft } from "@/lib/articles/save-draft";
import { undoUnpublish, unpublishArticle } from "@/lib/articles/show-version";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { DEFAULT_LOCALE, isLocale, LOCALES } from "@/lib/i18n/locales";
import { isId, isSlug } from "@/lib/ids";
import { describeRemark } from "./_components/remark-texts";

const place = z.object({ locale: z.enum(LOCALES), article: z.string().refine(isId) });
const moment = z.union([
  z.literal("").transform(() => null),
  z
    .string()
    // Without scripts a field sends what was typed, to be read as UTC.
    .transform((typed) => new Date(/[zZ]$/.test(typed) ? typed : `${typed}Z`))
    .refine((at) => !Number.isNaN(at.getTime())),
]);

const localeOf = (form: FormData) => {
  const locale = String(form.get("locale") ?? "");
  return isLocale(locale) ? locale : DEFAULT_LOCALE;
};

/** Saves the draft where no scripts do it. */
export async function keepDraft(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: localeOf(form), permission: "articles.write" });
  const t = await getTranslations({ locale: localeOf(form), namespace: "staff.articleEditor" });
  const fields = Object.fromEntries(form);
  const at = place.safeParse(fields);
  const words = articleFieldsInput.safeParse(fields);
  const base = versionInput.safeParse(fields.version);
  if (!at.success || !words.success || !base.success)
    return { outcome: "refused", message: t("keep.unreadable") };
  const saved = await saveDraft(db(), {
    articleId: at.data.article,
    by,
    base: base.data,
    fields: words.data,
  });
  if (saved.outcome === "unknown-article") return { outcome: "refused", message: t("gone") };
  if (saved.outcome === "overlap")
    return { outcome: "refused", message: t("keep.overlap", { version: saved.setAside }) };
  return { outcome: "done", message: t(saved.words ? "keep.merged" : "keep.saved") };
}

/** Has the public read the draft, now or from a time on. */
export async function publish(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: localeOf(form), permission: "articles.write" });
  const asked = place
    .extend({ version: versionInput, at: moment.optional() })
    .safeParse(Object.fromEntries(form));
  const t = await getTranslations({ locale: localeOf(form), namespace: "staff.articleEditor" });
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
      await refreshArticle(articleId, { alsoCampaigns: published.carriedBefore });
      return { outcome: "done", message: t(`publish.${published.outcome}`) };
  }
}

/** Takes the article from the public, or off the schedule. */
export async function unpublish(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: localeOf(form), permission: "articles.write" });
  const { locale, article } = place.parse(Object.fromEntries(form));
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const taken = await unpublishArticle(db(), { articleId: article, by });
  if (taken.outcome === "not-published") return { outcome: "refused", message: t("publish.notPublished") };
  await refreshArticle(article);
  return {
    outcome: "done",
    message: t("publish.unpublished"),
    undo: { label: t("undo"), fields: { locale, article, at: taken.earlier.toISOString() } },
  };
}

/** Takes unpublishing back. */
export async function republish(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: localeOf(form), permission: "articles.write" });
  const { locale, article, at } = place.extend({ at: z.iso.datetime() }).parse(Object.fromEntries(form));
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const back = await undoUnpublish(db(), { articleId: article, by, at: new Date(at) });
  if (back.outcome === "not-unpublished")
    return { outcome: "refused", message: t("publish.changedMeanwhile") };
  await refreshArticle(article);
  return { outcome: "done", message: t("publish.again") };
}

/** Moves the article to another slug, or a draft to another language. */
export async function move(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: localeOf(form), permission: "articles.write" });
  const t = await getTranslations({ locale: localeOf(form), namespace: "staff.articleEditor" });
  const asked = place
    .extend({ slug: z.string().trim().toLowerCase().refine(isSlug), language: z.enum(LOCALES) })
    .safeParse(Object.fromEntries(form));
  if (!asked.success) return { outcome: "refused", message: t("move.unreadable") };
  const { article, slug, language, locale } = asked.data;
  const moved = await moveArticle(db(), { articleId: article, by, slug, locale: language });
  if (moved.outcome !== "moved") return { outcome: "refused", message: t(`move.${moved.outcome}`) };
  await refreshArticle(article);
  const undo = { locale, article, slug: moved.earlier.slug, language: moved.earlier.locale };
  return {
    outcome: "done",
    message: moved.isKnown ? t("move.leadsOn", { slug: moved.earlier.slug }) : t("move.moved"),
    undo: { label: t("undo"), fields: undo },
  };
}

/** Takes an earlier version up again, as a new one. */
export async function restore(_: ActionResult, form: FormData): Promise<ActionResult> {
  const { id: by } = await requireStaff({ locale: localeOf(form), permission: "articles.write" });
  const { locale, article, number } = place.extend({ number: versionInput }).parse(Object.fromEntries(form));
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
