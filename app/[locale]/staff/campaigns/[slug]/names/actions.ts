"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { pagesChanged } from "@/lib/page-changes";
import { decideNames, nameDecision } from "@/lib/signatures/name-reviews";
import { formLocale, formSlug } from "../../../_components/form-fields";

/** Approves or declines held names. */
export async function decide(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "comments.moderate" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.names" });
  const input = nameDecision.safeParse({ names: form.getAll("names"), decision: form.get("decision") });
  const slug = formSlug(form);
  const campaign = await getCampaignHeading(db(), { slug, locale, now: new Date() });
  if (!campaign || !input.success) return { outcome: "refused", message: t("refused") };
  const count = await decideNames(db(), { ...input.data, campaignId: campaign.id, memberId: member.id });
  revalidatePath("/[locale]/staff/campaigns/[slug]/names", "page");
  await pagesChanged(db(), { campaign: slug });
  return { outcome: "done", message: t(input.data.decision, { count }) };
}
