"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { refreshPages } from "@/app/_http/refresh-pages";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { staffCampaignPath } from "@/lib/paths";
import {
  chosenSignatures,
  quarantineReason,
  quarantineSignatures,
  restoreSignatures,
} from "@/lib/signatures/quarantine";
import { findSigner } from "@/lib/signatures/search";
import { addressSearch } from "@/lib/signatures/signature-filter";
import { canonicalAddress } from "@/lib/supporters/address";
import { localeOf } from "../_components/form-locale";

/** Leads to the one person of an address. It is posted, and the page that follows names them by their id: no log has the address. */
export async function findPerson(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = localeOf(form);
  await requireStaff({ locale, permission: "signatures.read" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.find" });
  const campaign = await campaignOf(form, locale);
  const asked = addressSearch.safeParse({ email: form.get("email") });
  const address = asked.success ? canonicalAddress(asked.data.email) : null;
  if (!campaign || !address) return { outcome: "refused", message: t("unreadable") };
  const person = await findSigner(db(), { campaignId: campaign.id, address });
  if (!person) return { outcome: "refused", message: t("nobody") };
  redirect(`${staffCampaignPath(locale, campaign.slug, "signatures")}?person=${person.id}`);
}

/** Sets aside what was chosen, on the list or on a signature's own page. */
export async function quarantineSelected(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = localeOf(form);
  const member = await requireStaff({ locale, permission: "signatures.defend" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.quarantine" });
  const campaign = await campaignOf(form, locale);
  const chosen = chosenSignatures.safeParse(chosenOf(form));
  const reason = quarantineReason.safeParse(form.get("reason"));
  if (!campaign || !chosen.success || !reason.success) return { outcome: "refused", message: t("nothing") };
  const changed = await quarantineSignatures(db(), {
    campaignId: campaign.id,
    signatureIds: chosen.data,
    memberId: member.id,
    reason: reason.data,
  });
  revalidateSignatures(campaign.slug);
  const message = t("done", { count: changed.length });
  if (changed.length === 0) return { outcome: "done", message };
  const fields = { locale, slug: campaign.slug, chosen: changed.join(" ") };
  return { outcome: "done", message, undo: { label: t("undo"), fields } };
}

/** Lets what was set aside count again. */
export async function restoreSelected(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = localeOf(form);
  const member = await requireStaff({ locale, permission: "signatures.defend" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.quarantine" });
  const campaign = await campaignOf(form, locale);
  const chosen = chosenSignatures.safeParse(chosenOf(form));
  if (!campaign || !chosen.success) return { outcome: "refused", message: t("nothing") };
  const signatureIds = chosen.data;
  const changed = await restoreSignatures(db(), {
    campaignId: campaign.id,
    signatureIds,
    memberId: member.id,
  });
  revalidateSignatures(campaign.slug);
  return { outcome: "done", message: t("restored", { count: changed.length }) };
}

/** One tick each, or all of them in one field: as the way to take it back names them. */
function chosenOf(form: FormData): string[] {
  return form.getAll("chosen").flatMap((ids) => String(ids).split(" "));
}

async function campaignOf(form: FormData, locale: Locale) {
  const slug = String(form.get("slug"));
  return isSlug(slug) ? getCampaignHeading(db(), { slug, locale, now: new Date() }) : null;
}

/** The room from which it was done, and the public's count and names. */
function revalidateSignatures(slug: string) {
  revalidatePath("/[locale]/staff/campaigns/[slug]/signatures", "page");
  revalidatePath("/[locale]/staff/campaigns/[slug]/signatures/[id]", "page");
  refreshPages(slug);
}
