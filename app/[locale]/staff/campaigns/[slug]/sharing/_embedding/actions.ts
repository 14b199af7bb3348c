"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/guards";
import { allowOrigin, disallowOrigin, restoreOrigins } from "@/lib/campaigns/allow-embed-origin";
import { MAX_EMBED_ORIGINS, type OriginFault } from "@/lib/campaigns/embed-origin";
import { originInput, originsInput } from "@/lib/campaigns/embed-origin-input";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { pagesChanged } from "@/lib/page-changes";
import { staffCampaignPath } from "@/lib/paths";
import type { ActionResult } from "../../../../_components/action-form";
import { formJson, formLocale, formSlug } from "../../../../_components/form-fields";

const FAULTS = ["none", "wildcard", "notAnAddress", "notHttps", "notAHost", "withPassword"] as const;

/** Allows a site to embed the campaign. */
export async function allowSite(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = formSlug(form);
  const t = await getTranslations({ locale, namespace: "staff.embedding" });
  const input = originInput.safeParse({ site: form.get("site") ?? undefined });
  if (!input.success) {
    const fault: OriginFault =
      FAULTS.find((known) => known === input.error.issues[0]?.message) ?? "notAnAddress";
    return { outcome: "refused", message: t("look"), errors: { site: [t(`faults.${fault}`)] } };
  }
  const origin = input.data.site;
  const changed = await allowOrigin(db(), { slug, origin, by: member.id });
  if (changed.outcome !== "changed") {
    const message = t(changed.outcome, { origin, most: MAX_EMBED_ORIGINS });
    return { outcome: "refused", message, errors: { site: [message] } };
  }
  return changedResult({ ...changed, locale, slug, message: t("added", { origin }) });
}

/** Removes a site from the list. */
export async function removeSite(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = formSlug(form);
  const t = await getTranslations({ locale, namespace: "staff.embedding" });
  const input = originInput.safeParse({ site: form.get("origin") ?? undefined });
  if (!input.success) return { outcome: "refused", message: t("changed-meanwhile") };
  const origin = input.data.site;
  const changed = await disallowOrigin(db(), { slug, origin, by: member.id });
  if (changed.outcome !== "changed") return { outcome: "refused", message: t(changed.outcome, { origin }) };
  return changedResult({ ...changed, locale, slug, message: t("removed", { origin }) });
}

/** Undoes the last change of the list, unless the list has changed since. */
export async function undoSites(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const slug = formSlug(form);
  const t = await getTranslations({ locale, namespace: "staff.embedding" });
  const before = originsInput.safeParse(formJson(form, "before"));
  const after = originsInput.safeParse(formJson(form, "after"));
  if (!before.success || !after.success) return { outcome: "refused", message: t("changed-meanwhile") };
  const lists = { before: before.data, after: after.data };
  const undone = await restoreOrigins(db(), { slug, ...lists, by: member.id });
  if (undone.outcome !== "changed") return { outcome: "refused", message: t(undone.outcome) };
  await pagesChanged(db(), { campaign: slug });
  revalidatePath(staffCampaignPath(locale, slug, "sharing"));
  return { outcome: "done", message: t("undone") };
}

type Changed = { locale: Locale; slug: string; before: string[]; after: string[]; message: string };

async function changedResult({ locale, slug, before, after, message }: Changed): Promise<ActionResult> {
  const t = await getTranslations({ locale, namespace: "staff.embedding" });
  await pagesChanged(db(), { campaign: slug });
  revalidatePath(staffCampaignPath(locale, slug, "sharing"));
  const fields = { locale, slug, before: JSON.stringify(before), after: JSON.stringify(after) };
  return { outcome: "done", message, undo: { label: t("undo"), fields } };
}
