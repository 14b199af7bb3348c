import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { unsentReason } from "@/lib/reporting/classify-failures";

/** Returns a function that explains why a mail was not sent. Unknown reasons are quoted from the provider. */
export async function mailFailureReasons(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.mail.reasons" });
  return (failure: string | null) => {
    if (failure === null) return t("unknown");
    const reason = unsentReason(failure);
    return reason ? t(reason) : t("theirs", { words: failure });
  };
}
