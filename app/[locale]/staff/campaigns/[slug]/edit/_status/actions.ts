"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { fieldErrors } from "@/app/[locale]/staff/_components/field-errors";
import { formJson, formLocale, formSlug } from "@/app/[locale]/staff/_components/form-fields";
import { requireStaff } from "@/lib/auth/guards";
import { settingsInput } from "@/lib/campaigns/campaign-input";
import {
  archiveCampaign,
  closeCampaign,
  openCampaign,
  publishCampaign,
  reopenCampaign,
  replaceCampaign,
  unarchiveCampaign,
  undoStatusChange,
  winCampaign,
} from "@/lib/campaigns/change-status";
import { statusActionInput, statusTimestampsInput } from "@/lib/campaigns/status-input";
import type { StatusAction } from "@/lib/campaigns/status-transitions";
import { db } from "@/lib/database";
import { isLocale, LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { pagesChanged } from "@/lib/page-changes";
import { staffCampaignPath } from "@/lib/paths";

const VERBS = {
  publish: publishCampaign,
  open: openCampaign,
  close: closeCampaign,
  win: winCampaign,
  replace: replaceCampaign,
  reopen: reopenCampaign,
  archive: archiveCampaign,
  unarchive: unarchiveCampaign,
} as const satisfies Record<StatusAction, unknown>;

/** Applies the posted status action to a campaign, and offers to undo it. */
export async function changeCampaignStatus(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = formSlug(form);
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor" });
  const fields = Object.fromEntries(form);
  const input = statusActionInput.safeParse(fields);
  const notes = settingsInput.safeParse(fields);
  if (!notes.success)
    return {
      outcome: "refused",
      message: t("errors.look"),
      errors: await fieldErrors({ error: notes.error, locale }),
    };
  if (!input.success) return { outcome: "refused", message: t("status.not-possible") };
  const { intent: action, successor } = input.data;
  const outcomeTexts = outcomeTextsOf(notes.data);
  const change = { slug, successor, outcomeTexts, by: member.id, now: new Date() };
  const done = await VERBS[action](db(), change);
  revalidatePath(staffCampaignPath(locale, slug, "edit"));
  if (done.outcome === "texts-missing") {
    const languages = done.locales.map((missing) => (isLocale(missing) ? LOCALE_NAMES[missing] : missing));
    return { outcome: "refused", message: t("status.texts-missing", { languages: languages.join(", ") }) };
  }
  if (done.outcome !== "done") return { outcome: "refused", message: t(`status.${done.outcome}`) };
  await pagesChanged(db());
  const { before, after } = done;
  const undo = { locale, slug, before: JSON.stringify(before), after: JSON.stringify(after) };
  return {
    outcome: "done",
    message: t(`status.done.${action}`),
    undo: { label: t("undo"), fields: undo },
  };
}

/** Undoes the last status action unless the status has changed since. */
export async function undoCampaignStatus(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = formSlug(form);
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status" });
  const before = statusTimestampsInput.safeParse(formJson(form, "before"));
  const after = statusTimestampsInput.safeParse(formJson(form, "after"));
  if (!before.success || !after.success) return { outcome: "refused", message: t("changed-meanwhile") };
  const statuses = { before: before.data, after: after.data };
  const undone = await undoStatusChange(db(), { slug, ...statuses, by: member.id, now: new Date() });
  revalidatePath(staffCampaignPath(locale, slug, "edit"));
  if (undone.outcome !== "undone") return { outcome: "refused", message: t(undone.outcome) };
  await pagesChanged(db());
  return { outcome: "done", message: t("undone") };
}

/** Returns the outcome texts of the languages that were filled in. */
function outcomeTextsOf(notes: Record<string, unknown>): Partial<Record<string, string>> {
  const written = LOCALES.map((locale) => [locale, notes[`outcome.${locale}`]] as const);
  return Object.fromEntries(
    written.filter((note): note is [(typeof LOCALES)[number], string] => Boolean(note[1])),
  );
}
