"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { publishWording, wordingForm } from "@/lib/signatures/consent-wordings";
import type { ActionResult } from "../../_components/action-form";
import { formLocale, formSlug } from "../../_components/form-fields";

/** Publishes what the sign form says beside its fields, on the whole site or for one campaign. */
export async function saveWording(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "settings.manage" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.wording" });
  const slug = formSlug(form);
  const now = new Date();
  const campaign = slug ? await getCampaignHeading(db(), { slug, locale, now }) : null;
  const input = wordingForm.safeParse(Object.fromEntries(form));
  if (!input.success || (slug && !campaign)) {
    const issues = input.error?.issues ?? [];
    const errors = issues.map(({ path }) => [path.join("."), [t("invalid", { target: "{target}" })]]);
    return { outcome: "refused", message: t("look"), errors: Object.fromEntries(errors) };
  }
  const published = await publishWording(db(), { ...input.data, campaign, actorId: owner.id, now });
  if (published.outcome === "conflict") return { outcome: "refused", message: t("conflict") };
  revalidatePath("/[locale]/staff/settings/wording", "page");
  return { outcome: "done", message: t("published", { version: published.version }) };
}
