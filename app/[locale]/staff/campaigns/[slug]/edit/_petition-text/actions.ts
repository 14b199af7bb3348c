"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { fieldErrors } from "@/app/[locale]/staff/_components/field-errors";
import { formJson, formLocale, formSlug } from "@/app/[locale]/staff/_components/form-fields";
import { requireStaff } from "@/lib/auth/guards";
import { baseInput, petitionTextInput, reviewedDraftsInput } from "@/lib/campaigns/campaign-input";
import { discardDraft, publishPetitionTexts, savePetitionText } from "@/lib/campaigns/edit-campaign";
import { EMPTY_PETITION_TEXT } from "@/lib/campaigns/petition-text";
import { db } from "@/lib/database";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { pagesChanged } from "@/lib/page-changes";
import { staffCampaignPath } from "@/lib/paths";

/** Saves or discards the draft of one language. */
export async function editPetitionText(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const target = { locale, slug: formSlug(form), language: languageOf(form), by: member.id };
  return form.get("intent") === "discard" ? discardTextDraft(target) : saveDraft(target, form);
}

/** Saves a discarded draft again. */
export async function restorePetitionText(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  return saveDraft({ locale, slug: formSlug(form), language: languageOf(form), by: member.id }, form);
}

type DraftTarget = { locale: Locale; slug: string; language: Locale; by: string };

function languageOf(form: FormData): Locale {
  const language = String(form.get("language") ?? "");
  return isLocale(language) ? language : formLocale(form);
}

async function saveDraft(target: DraftTarget, form: FormData): Promise<ActionResult> {
  const { locale, slug, language, by } = target;
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor" });
  const text = petitionTextInput.safeParse(Object.fromEntries(form));
  if (!text.success)
    return {
      outcome: "refused",
      message: t("errors.look"),
      errors: await fieldErrors({ error: text.error, locale }),
    };
  const base = baseInput.parse(formJson(form, "base"));
  const saved = await savePetitionText(db(), { slug, locale: language, base, text: text.data, by });
  revalidatePath(staffCampaignPath(locale, slug, "edit"));
  if (saved.outcome === "unknown-campaign") return { outcome: "refused", message: t("errors.gone") };
  if (saved.outcome === "saved")
    return {
      outcome: "done",
      message: saved.theirs.length > 0 ? t("petitionText.savedWithTheirs") : t("petitionText.saved"),
    };
  const { stored } = saved;
  const errors = Object.fromEntries(
    saved.conflicts.map((name) => [
      name,
      [t("errors.theirs", { value: (name in EMPTY_PETITION_TEXT && { ...stored }[name]) || "–" })],
    ]),
  );
  return { outcome: "refused", message: t("errors.conflict"), errors };
}

async function discardTextDraft({ locale, slug, language, by }: DraftTarget): Promise<ActionResult> {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor" });
  const discarded = await discardDraft(db(), { slug, locale: language, by });
  revalidatePath(staffCampaignPath(locale, slug, "edit"));
  if (discarded.outcome !== "discarded") return { outcome: "refused", message: t("errors.gone") };
  const fields = { locale, slug, language, base: JSON.stringify(discarded.base), ...discarded.text };
  return { outcome: "done", message: t("petitionText.discarded"), undo: { label: t("undo"), fields } };
}

/** Publishes the reviewed drafts as new versions of the petition text. */
export async function publishDrafts(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = formSlug(form);
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor" });
  const reviewed = reviewedDraftsInput.safeParse(formJson(form, "seen"));
  if (!reviewed.success) return { outcome: "refused", message: t("review.changed") };
  const published = await publishPetitionTexts(db(), { slug, seen: reviewed.data, by: member.id });
  if (published.outcome === "incomplete") return { outcome: "refused", message: t("review.incomplete") };
  if (published.outcome !== "published") {
    revalidatePath(staffCampaignPath(locale, slug, "edit/review"));
    return { outcome: "refused", message: t("review.changed") };
  }
  await pagesChanged(db());
  redirect(`${staffCampaignPath(locale, slug, "edit")}#versions`);
}
