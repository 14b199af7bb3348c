import { getFormatter } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { approximateDuration } from "@/lib/reporting/mail-funnel";

/** Returns a formatter for durations in seconds: "4 sec", "3 min", "2 days". */
export async function durationFormat(locale: Locale, unitDisplay: "short" | "long" = "short") {
  const format = await getFormatter({ locale });
  return (seconds: number) => {
    const { amount, unit } = approximateDuration(seconds);
    return format.number(amount, { style: "unit", unit, unitDisplay, maximumFractionDigits: 0 });
  };
}
