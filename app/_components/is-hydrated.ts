"use client";

import { useSyncExternalStore } from "react";

/** A subscription for `useSyncExternalStore` to a value that never changes. */
export const subscribeToNothing = () => () => {};

/** Whether the page is hydrated. False on the server and during hydration, so that both render the same. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
}
