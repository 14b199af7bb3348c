"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Returns the time zone to format times in: UTC on the server and during hydration, then undefined for that of the browser. */
export function useTimeZone(): string | undefined {
  const isHere = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return isHere ? undefined : "UTC";
}
