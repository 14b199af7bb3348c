import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { RetentionRules } from "./retention-rules";

/** Returns one sentence for each kind of data: how long it is kept. */
export function retentionSentences(locale: Locale, rules: RetentionRules): string[] {
  const t = getTranslator(locale, "legal.retention");
  const { unconfirmedDays, confirmedDays, commentDays, mailDays, exportDays } = rules;
  const orKept = (key: "confirmed" | "comments" | "mails" | "exports", days: number | null) =>
    days === null ? t(`${key}Kept`) : t(`${key}Days`, { days });
  return [
    t("unconfirmedDays", { days: unconfirmedDays }),
    orKept("confirmed", confirmedDays),
    orKept("comments", commentDays),
    orKept("mails", mailDays),
    orKept("exports", exportDays),
    t("audit"),
  ];
}
