"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { refreshPages } from "@/app/_http/refresh-pages";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { db } from "@/lib/database";
import { isSlug } from "@/lib/ids";
import { commentDecision, decideComment } from "@/lib/signatures/comments";
import { localeOf } from "../_components/form-locale";

/** Approves or declines a comment, or takes that back. */
export async function decide(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = localeOf(form);
  const member = await requireStaff({ locale, permission: "comments.moderate" });
  const t = await getTranslations({ locale, namespace: "staff.signatureList.moderation" });
  const asked = commentDecision.safeParse(Object.fromEntries(form));
  const slug = String(form.get("slug"));
  const campaign = isSlug(slug) ? await getCampaignHeading(db(), { slug, locale, now: new Date() }) : null;
  if (!campaign || !asked.success) return { outcome: "refused", message: t("refused") };
  const { comment: signatureId, decision } = asked.data;
  const { outcome } = await decideComment(db(), {
    campaignId: campaign.id,
    signatureId,
    decision,
    memberId: member.id,
  });
  revalidatePath("/[locale]/staff/campaigns/[slug]/comments", "page");
  refreshPages(slug);
  return { outcome: "done", message: t(outcome === "decided" ? decision : "unchanged") };
}
