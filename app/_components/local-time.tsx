"use client";

import { useIsHydrated } from "./is-hydrated";

type LocalTimeProps = {
  /** ISO 8601. */
  at: string;
  locale: string;
  format?: Intl.DateTimeFormatOptions;
  className?: string;
};

const DATE_AND_TIME: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };

/**
 * Shows a time in the reader's time zone. The cached page has it in UTC, and says so; the browser replaces it. Until then, with
 * JavaScript, CSS hides "UTC" after a day without a time: in most zones it is the same day.
 */
export function LocalTime({ at, locale, format = DATE_AND_TIME, className }: LocalTimeProps) {
  const isHydrated = useIsHydrated();
  const timeZone = isHydrated ? undefined : "UTC";
  const text = new Intl.DateTimeFormat(locale, { ...format, timeZone }).format(new Date(at));
  const isZoneNamed = isHydrated || format.timeZoneName !== undefined;
  return (
    <time dateTime={at} className={className}>
      {text}
      {!isZoneNamed && <span className={hasClock(format) ? undefined : "day-zone"}> UTC</span>}
    </time>
  );
}

function hasClock({ timeStyle, hour }: Intl.DateTimeFormatOptions): boolean {
  return timeStyle !== undefined || hour !== undefined;
}
