"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The zone to write times in: UTC on the server and until scripts run, then that of whoever looks. */
export function useTimeZone(): string | undefined {
  const isHere = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return isHere ? undefined : "UTC";
}
