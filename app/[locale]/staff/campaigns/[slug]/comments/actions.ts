"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { pagesChanged } from "@/lib/page-changes";
import { commentDecision, decideComment } from "@/lib/signatures/comments";
import { formLocale, formSlug } from "../../../_components/form-fields";

/** Approves or declines a comment, or revokes the decision. */
export async function decide(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "comments.moderate" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  const input = commentDecision.safeParse(Object.fromEntries(form));
  const slug = formSlug(form);
  const campaign = await getCampaignHeading(db(), { slug, locale, now: new Date() });
  if (!campaign || !input.success) return { outcome: "refused", message: t("refused") };
  const { comment: signatureId, decision } = input.data;
  const { outcome } = await decideComment(db(), {
    campaignId: campaign.id,
    signatureId,
    decision,
    memberId: member.id,
  });
  revalidatePath("/[locale]/staff/campaigns/[slug]/comments", "page");
  await pagesChanged(db(), { campaign: slug });
  return { outcome: "done", message: t(outcome === "decided" ? decision : "unchanged") };
}
