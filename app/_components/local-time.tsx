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

/** Shows a time in the reader's time zone. Without JavaScript it is in UTC and says so. */
export function LocalTime({ at, locale, format = DATE_AND_TIME, className }: LocalTimeProps) {
  const isHydrated = useIsHydrated();
  const time = new Date(at);
  const text = new Intl.DateTimeFormat(locale, isHydrated ? format : { ...format, timeZone: "UTC" }).format(
    time,
  );
  return (
    <time dateTime={at} className={className}>
      {isHydrated ? text : `${text} UTC`}
    </time>
  );
}
