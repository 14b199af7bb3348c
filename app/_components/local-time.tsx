"use client";

import { useSyncExternalStore } from "react";

type LocalTimeProps = {
  /** ISO 8601. */
  at: string;
  locale: string;
  /** As `Intl.DateTimeFormat` takes it. */
  format?: Intl.DateTimeFormatOptions;
  className?: string;
};

const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };
const never = () => () => {};

/** A time in the zone of whoever looks; until scripts run, in UTC, and said so. */
export function LocalTime({ at, locale, format = MOMENT, className }: LocalTimeProps) {
  const isHere = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const time = new Date(at);
  const words = new Intl.DateTimeFormat(locale, isHere ? format : { ...format, timeZone: "UTC" }).format(
    time,
  );
  return (
    <time dateTime={at} className={className}>
      {isHere ? words : `${words} UTC`}
    </time>
  );
}
