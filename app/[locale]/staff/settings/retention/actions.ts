"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { campaignRetentionForm, saveCampaignRetention } from "@/lib/retention/campaign-retention";
import { saveSetting } from "@/lib/settings/save-setting";
import { settingSchemas } from "@/lib/settings/site-settings";
import type { ActionResult } from "../../_components/action-form";
import { formLocale, formSlug } from "../../_components/form-fields";

const FIELDS = ["unconfirmedDays", "confirmedDays", "commentDays", "mailDays", "exportDays"];

/** Saves how long the site keeps data. An empty field is for ever. */
export async function saveRetention(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "settings.manage" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.retention" });
  const days = (name: string) => {
    const typed = String(form.get(name) ?? "").trim();
    return typed === "" ? null : Number(typed);
  };
  const input = settingSchemas.shape.retention
    .unwrap()
    .unwrap()
    .safeParse(Object.fromEntries(FIELDS.filter((name) => form.has(name)).map((name) => [name, days(name)])));
  if (!input.success) {
    const errors = input.error.issues.map(({ path }) => [path.join("."), [t("invalid")]]);
    return { outcome: "refused", message: t("look"), errors: Object.fromEntries(errors) };
  }
  await saveSetting(db(), { key: "retention", value: input.data, actorId: owner.id, now: new Date() });
  revalidatePath("/[locale]/staff/settings/retention", "page");
  return { outcome: "done", message: t("saved") };
}

/** Saves when the signatures of a campaign were delivered, and its own retention. */
export async function saveCampaign(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "settings.manage" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.retention" });
  const slug = formSlug(form);
  const input = campaignRetentionForm.safeParse(Object.fromEntries(form));
  if (!input.success || !slug) return { outcome: "refused", message: t("look") };
  const saved = await saveCampaignRetention(db(), {
    ...input.data,
    slug,
    actorId: owner.id,
    now: new Date(),
  });
  if (saved.outcome !== "saved") return { outcome: "refused", message: t(saved.outcome) };
  revalidatePath("/[locale]/staff/settings/retention", "page");
  return { outcome: "done", message: t("saved") };
}
