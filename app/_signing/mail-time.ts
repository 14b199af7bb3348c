"use client";

import { useEffect, useState } from "react";

/** Returns a time of day, rounded up to the full minute, so that it is never too early. */
export function timeOf(at: number, locale: string): string {
  const minute = Math.ceil(at / MINUTE_MS) * MINUTE_MS;
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(minute);
}

const MINUTE_MS = 60_000;

/** Whether a time is in the future. Renders again when it has passed. */
export function useIsBefore(at = 0): boolean {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const wait = at - Date.now();
    if (wait <= 0) return setNow(Date.now());
    const timer = setTimeout(() => setNow(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [at]);
  return now < at;
}
