"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { fieldErrors } from "@/app/[locale]/staff/_components/field-errors";
import { requireStaff } from "@/lib/auth/guards";
import { newCampaignInput } from "@/lib/campaigns/campaign-input";
import { isSlugTaken } from "@/lib/campaigns/campaign-to-edit";
import { createCampaign } from "@/lib/campaigns/edit-campaign";
import { db } from "@/lib/database";
import { isSlug } from "@/lib/ids";
import { staffCampaignPath } from "@/lib/paths";
import type { ActionResult } from "../../_components/action-form";
import { localeOf } from "../../_components/form-fields";
import { slugFor } from "./suggest-slug";

/** Begins a campaign and leads to its desk. */
export async function startCampaign(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = localeOf(form);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
  const typed = Object.fromEntries(form);
  const slug = String(typed.slug ?? "").trim() || slugFor(String(typed.title ?? ""));
  const input = newCampaignInput.safeParse({ ...typed, slug });
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor" });
  if (!input.success)
    return {
      outcome: "refused",
      message: t("errors.look"),
      errors: await fieldErrors({ error: input.error, locale }),
    };
  const begun = await createCampaign(db(), { campaign: input.data, by: member.id });
  if (begun.outcome === "slug-taken")
    return {
      outcome: "refused",
      message: t("errors.look"),
      errors: { slug: [t("errors.slugTaken")] },
    };
  redirect(staffCampaignPath(locale, begun.slug, "edit"));
}

/** Whether an address is free, to tell while somebody types. Beginning the campaign decides. */
export async function lookUpSlug(asked: {
  locale: string;
  slug: string;
}): Promise<"free" | "taken" | "invalid"> {
  await requireStaff({ locale: asked.locale, permission: "campaigns.write" });
  if (typeof asked.slug !== "string" || !isSlug(asked.slug)) return "invalid";
  return (await isSlugTaken(db(), asked.slug)) ? "taken" : "free";
}
