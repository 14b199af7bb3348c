"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { pagesChanged } from "@/lib/page-changes";
import { staffCampaignPath } from "@/lib/paths";
import {
  chosenSignatures,
  quarantineReason,
  quarantineSignatures,
  restoreSignatures,
} from "@/lib/signatures/quarantine";
import { findSigner } from "@/lib/signatures/search";
import { addressSearch } from "@/lib/signatures/signature-filter";
import { formLocale, formSlug } from "../../../_components/form-fields";

/** Finds a signer by address and redirects to their signature. The address is posted and the redirect contains an id, so that no log has the address. */
export async function findPerson(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  await requireStaff({ locale, permission: "signatures.read" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.find" });
  const campaign = await campaignOf(form, locale);
  const input = addressSearch.safeParse({ email: form.get("email") });
  if (!campaign || !input.success) return { outcome: "refused", message: t("unreadable") };
  const person = await findSigner(db(), { campaignId: campaign.id, mailbox: input.data.email });
  if (!person) return { outcome: "refused", message: t("nobody") };
  redirect(`${staffCampaignPath(locale, campaign.slug, "signatures")}?person=${person.id}`);
}

/** Quarantines the selected signatures, from the list or from a signature's page. */
export async function quarantineSelected(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "signatures.quarantine" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.quarantine" });
  const campaign = await campaignOf(form, locale);
  const selected = chosenSignatures.safeParse(selectedIds(form));
  const reason = quarantineReason.safeParse(form.get("reason"));
  if (!campaign || !selected.success || !reason.success) return { outcome: "refused", message: t("nothing") };
  const changed = await quarantineSignatures(db(), {
    campaignId: campaign.id,
    signatureIds: selected.data,
    memberId: member.id,
    reason: reason.data,
  });
  await revalidateSignatures(campaign.slug);
  const message = t("done", { count: changed.length });
  if (changed.length === 0) return { outcome: "done", message };
  const fields = { locale, slug: campaign.slug, chosen: changed.join(" ") };
  return { outcome: "done", message, undo: { label: t("undo"), fields } };
}

/** Restores quarantined signatures. */
export async function restoreSelected(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "signatures.quarantine" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.quarantine" });
  const campaign = await campaignOf(form, locale);
  const selected = chosenSignatures.safeParse(selectedIds(form));
  if (!campaign || !selected.success) return { outcome: "refused", message: t("nothing") };
  const signatureIds = selected.data;
  const changed = await restoreSignatures(db(), {
    campaignId: campaign.id,
    signatureIds,
    memberId: member.id,
  });
  await revalidateSignatures(campaign.slug);
  return { outcome: "done", message: t("restored", { count: changed.length }) };
}

/** Returns the selected ids: one field each from the checkboxes, or all in one field from the undo form. */
function selectedIds(form: FormData): string[] {
  return form.getAll("chosen").flatMap((ids) => String(ids).split(" "));
}

async function campaignOf(form: FormData, locale: Locale) {
  return getCampaignHeading(db(), { slug: formSlug(form), locale, now: new Date() });
}

/** Revalidates the staff's pages of signatures, and the public pages with the count and names. */
async function revalidateSignatures(slug: string) {
  revalidatePath("/[locale]/staff/campaigns/[slug]/signatures", "page");
  revalidatePath("/[locale]/staff/campaigns/[slug]/signatures/[id]", "page");
  await pagesChanged(db(), { campaign: slug });
}
