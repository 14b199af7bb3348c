import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { unsentReason } from "@/lib/reporting/unsent-reasons";

/** Says in plain words why a mail was not sent; where only the provider knows, in its words. */
export async function mailFailureReasons(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.mail.reasons" });
  return (failure: string | null) => {
    if (failure === null) return t("unknown");
    const reason = unsentReason(failure);
    return reason ? t(reason) : t("theirs", { words: failure });
  };
}
