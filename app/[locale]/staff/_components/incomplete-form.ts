import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import type { ActionResult } from "./action-form";

/** The result of a form without the fields that our pages send. */
export async function incompleteForm(locale: Locale): Promise<ActionResult> {
  const t = await getTranslations({ locale, namespace: "staff" });
  return { outcome: "refused", message: t("incompleteForm") };
}
