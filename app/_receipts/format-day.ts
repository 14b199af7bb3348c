import type { Locale } from "@/lib/i18n/locales";

/** Formats a day (`2026-11-30`) of the public log, which is the same for every reader. */
export function formatDay(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}

/** Formats a moment of a receipt in UTC, as the receipt has it. */
export function formatMoment(at: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    ...{ year: "numeric", month: "long", day: "numeric" },
    ...{ hour: "numeric", minute: "2-digit", second: "2-digit" },
    ...{ timeZone: "UTC", timeZoneName: "short" },
  }).format(at);
}
