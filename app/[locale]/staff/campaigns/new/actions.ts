"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { fieldErrors } from "@/app/[locale]/staff/_components/field-errors";
import { requireStaff } from "@/lib/auth/guards";
import { newCampaignInput } from "@/lib/campaigns/campaign-input";
import { isSlugTaken } from "@/lib/campaigns/campaign-to-edit";
import { createCampaign } from "@/lib/campaigns/edit-campaign";
import { db } from "@/lib/database";
import { DEFAULT_LOCALE, localeOrDefault } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { staffCampaignPath } from "@/lib/paths";
import type { ActionResult } from "../../_components/action-form";
import { formLocale } from "../../_components/form-fields";
import { slugFor } from "./suggest-slug";

/** Creates a draft campaign and opens its editor. */
export async function startCampaign(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
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
  const created = await createCampaign(db(), { campaign: input.data, by: member.id });
  if (created.outcome === "slug-taken")
    return {
      outcome: "refused",
      message: t("errors.look"),
      errors: { slug: [t("errors.slugTaken")] },
    };
  redirect(staffCampaignPath(locale, created.slug, "edit"));
}

const slugLookup = z.object({ locale: z.unknown().transform(localeOrDefault), slug: z.string() });

/** Whether a slug is free, shown while it is typed. `createCampaign` decides. */
export async function lookUpSlug(asked: {
  locale: string;
  slug: string;
}): Promise<"free" | "taken" | "invalid"> {
  const lookup = slugLookup.safeParse(asked);
  const locale = lookup.success ? lookup.data.locale : DEFAULT_LOCALE;
  await requireStaff({ locale, permission: "campaigns.write" });
  if (!lookup.success || !isSlug(lookup.data.slug)) return "invalid";
  return (await isSlugTaken(db(), lookup.data.slug)) ? "taken" : "free";
}
