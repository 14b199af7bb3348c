"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/guards";
import { baseInput } from "@/lib/campaigns/campaign-input";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { pagesChanged } from "@/lib/page-changes";
import { staffCampaignPath } from "@/lib/paths";
import { saveShareTexts } from "@/lib/sharing/save-share-texts";
import { NO_STAFF_TEXTS } from "@/lib/sharing/share-texts";
import { shareTextsInput } from "@/lib/sharing/share-texts-input";
import type { ActionResult } from "../../../_components/action-form";
import { formJson, formLocale, formSlug } from "../../../_components/form-fields";

/** Saves the share texts of one language, or restores the standard text, and offers to undo it. */
export async function changeShareTexts(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = formSlug(form);
  const posted = String(form.get("language") ?? "");
  const language = isLocale(posted) ? posted : locale;
  const t = await getTranslations({ locale, namespace: "staff.sharing.texts" });
  const isReset = form.get("intent") === "reset";
  const input = shareTextsInput.safeParse(isReset ? NO_STAFF_TEXTS : Object.fromEntries(form));
  if (!input.success) {
    const errors = input.error.issues.map(({ path, message }) => [
      String(path[0] ?? ""),
      [t(message === "tooLong" ? "errors.tooLong" : "errors.missing")],
    ]);
    return { outcome: "refused", message: t("errors.look"), errors: Object.fromEntries(errors) };
  }
  const base = baseInput.parse(formJson(form, "base"));
  const change = { slug, locale: language, base, texts: input.data, by: member.id, now: new Date() };
  const saved = await saveShareTexts(db(), change);
  revalidatePath(staffCampaignPath(locale, slug, "sharing"));
  if (saved.outcome === "unknown-campaign") return { outcome: "refused", message: t("errors.gone") };
  if (saved.outcome === "conflict") {
    const theirs = saved.conflicts.map((name) => [
      name,
      [t("errors.theirs", { value: textIn(saved.stored, name) || t("errors.empty") })],
    ]);
    return { outcome: "refused", message: t("errors.conflict"), errors: Object.fromEntries(theirs) };
  }
  if (saved.changed.length === 0) return { outcome: "done", message: t("unchanged") };
  await pagesChanged(db());
  const after = {
    ...saved.before,
    ...Object.fromEntries(saved.changed.map((name) => [name, textIn(input.data, name)])),
  };
  const undo = {
    label: t("undo"),
    fields: { locale, slug, language, base: JSON.stringify(after), ...saved.before },
  };
  const message = isReset ? t("nowStandard") : t(saved.theirs.length > 0 ? "savedWithTheirs" : "saved");
  return { outcome: "done", message, undo };
}

function textIn(texts: Record<string, string>, name: string): string {
  return texts[name] ?? "";
}
