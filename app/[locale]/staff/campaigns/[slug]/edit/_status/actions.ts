"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { refreshEverywhere } from "@/app/_http/refresh-pages";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { jsonOf, localeOf, slugOf } from "@/app/[locale]/staff/_components/form-fields";
import { db } from "@/db/client";
import { requireStaff } from "@/lib/auth/guards";
import { settingsInput } from "@/lib/campaigns/campaign-input";
import { deedInput, lifeInput } from "@/lib/campaigns/status-input";
import { changeLife, undoLife } from "@/lib/campaigns/change-status";
import { isLocale, LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { fieldErrors } from "../field-errors";

/** Publishes, opens, closes, wins, replaces, reopens or archives, and offers to take it back. */
export async function doToCampaign(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = localeOf(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = slugOf(form);
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor" });
  const fields = Object.fromEntries(form);
  const input = deedInput.safeParse(fields);
  const notes = settingsInput.safeParse(fields);
  if (!notes.success)
    return {
      outcome: "refused",
      message: t("errors.look"),
      errors: await fieldErrors({ error: notes.error, locale }),
    };
  if (!input.success) return { outcome: "refused", message: t("status.not-possible") };
  const told = outcomeIn(notes.data);
  const done = await changeLife(db(), { slug, ...input.data, told, by: member.id, now: new Date() });
  revalidatePath(`/${locale}/staff/campaigns/${slug}/edit`);
  if (done.outcome === "words-missing") {
    const languages = done.locales.map((missing) => (isLocale(missing) ? LOCALE_NAMES[missing] : missing));
    return { outcome: "refused", message: t("status.words-missing", { languages: languages.join(", ") }) };
  }
  if (done.outcome !== "done") return { outcome: "refused", message: t(`status.${done.outcome}`) };
  await refreshEverywhere(slug);
  const { before, after } = done;
  const undo = { locale, slug, before: JSON.stringify(before), after: JSON.stringify(after) };
  return {
    outcome: "done",
    message: t(`status.done.${input.data.deed}`),
    undo: { label: t("undo"), fields: undo },
  };
}

/** Takes the last of these deeds back, unless something was done since. */
export async function undoToCampaign(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = localeOf(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = slugOf(form);
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status" });
  const before = lifeInput.safeParse(jsonOf(form, "before"));
  const after = lifeInput.safeParse(jsonOf(form, "after"));
  if (!before.success || !after.success) return { outcome: "refused", message: t("changed-meanwhile") };
  // Whoever carried it on while it was public must be told in the pages of before, too.
  await refreshEverywhere(slug);
  const lives = { before: before.data, after: after.data };
  const undone = await undoLife(db(), { slug, ...lives, by: member.id, now: new Date() });
  revalidatePath(`/${locale}/staff/campaigns/${slug}/edit`);
  if (undone.outcome !== "undone") return { outcome: "refused", message: t(undone.outcome) };
  await refreshEverywhere(slug);
  return { outcome: "done", message: t("undone") };
}

/** What came of it, in the languages in which something was written. */
function outcomeIn(notes: Record<string, unknown>): Partial<Record<string, string>> {
  const written = LOCALES.map((locale) => [locale, notes[`outcome.${locale}`]] as const);
  return Object.fromEntries(
    written.filter((note): note is [(typeof LOCALES)[number], string] => Boolean(note[1])),
  );
}
