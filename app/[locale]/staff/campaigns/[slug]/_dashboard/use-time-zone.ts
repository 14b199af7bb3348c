"use client";

import { useIsHydrated } from "@/app/_components/is-hydrated";

/** Returns the time zone to format times in: UTC on the server and during hydration, then undefined for that of the browser. */
export function useTimeZone(): string | undefined {
  return useIsHydrated() ? undefined : "UTC";
}
