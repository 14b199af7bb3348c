"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { fieldErrors } from "@/app/[locale]/staff/_components/field-errors";
import { requireStaff } from "@/lib/auth/guards";
import { baseInput, settingsInput } from "@/lib/campaigns/campaign-input";
import type { Fields } from "@/lib/campaigns/petition-text";
import { saveSettings } from "@/lib/campaigns/save-settings";
import { db } from "@/lib/database";
import { pagesChanged } from "@/lib/page-changes";
import { staffCampaignPath } from "@/lib/paths";
import type { ActionResult } from "../../../../_components/action-form";
import { formJson, formLocale, formSlug } from "../../../../_components/form-fields";

/** Saves the posted settings of a campaign, and offers to undo it. */
export async function changeSettings(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = formSlug(form);
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor" });
  const input = settingsInput.safeParse(Object.fromEntries(form));
  if (!input.success)
    return {
      outcome: "refused",
      message: t("errors.look"),
      errors: await fieldErrors({ error: input.error, locale }),
    };
  const fields = textOnly(input.data);
  const base = baseInput.parse(formJson(form, "base"));
  const saved = await saveSettings(db(), { slug, base, fields, by: member.id, now: new Date() });
  revalidatePath(staffCampaignPath(locale, slug, "edit"));
  if (saved.outcome === "unknown-campaign") return { outcome: "refused", message: t("errors.gone") };
  if (saved.outcome === "senseless")
    return {
      outcome: "refused",
      message: t("errors.look"),
      errors: { closesAt: [t(`errors.${saved.problem}`)] },
    };
  if (saved.outcome === "conflict") {
    const { stored } = saved;
    const errors = saved.conflicts.map((name) => [
      name,
      [t("errors.theirs", { value: stored[name] || "–" })],
    ]);
    return { outcome: "refused", message: t("errors.conflict"), errors: Object.fromEntries(errors) };
  }
  await pagesChanged(db());
  if (saved.changed.length === 0) return { outcome: "done", message: t("settings.unchanged") };
  const before = Object.fromEntries(saved.changed.map((name) => [name, saved.before[name] ?? ""]));
  const after = Object.fromEntries(saved.changed.map((name) => [name, fields[name] ?? ""]));
  const undo = { label: t("undo"), fields: { locale, slug, base: JSON.stringify(after), ...before } };
  return {
    outcome: "done",
    message: saved.theirs.length > 0 ? t("settings.savedWithTheirs") : t("settings.saved"),
    undo,
  };
}

function textOnly(input: Record<string, unknown>): Fields {
  const sent = Object.entries(input).filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  return Object.fromEntries(sent);
}
