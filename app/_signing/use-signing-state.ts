"use client";

import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { AttemptStatus } from "./attempt-status";
import { getSigningState, type SigningState, subscribeToSigning } from "./signing-state";
import { getKnownAttempt, subscribeToAttempts, watchAttempt } from "./watch-attempt";

const OPEN: SigningState = { step: "open" };

/** Returns the signing state of this browser for a campaign. The server renders `open`. */
export function useSigningState(campaign: string): SigningState {
  const subscribe = useCallback((listen: () => void) => subscribeToSigning(campaign, listen), [campaign]);
  const state = useSyncExternalStore(
    subscribe,
    () => getSigningState(campaign),
    () => OPEN,
  );
  const isPending = state.step === "pending";
  useEffect(() => (isPending ? watchAttempt(campaign) : undefined), [campaign, isPending]);
  return state;
}

/** Returns what the server last said about the pending attempt of this browser. */
export function useAttempt(campaign: string): AttemptStatus | undefined {
  return useSyncExternalStore(
    subscribeToAttempts,
    () => getKnownAttempt(campaign),
    () => undefined,
  );
}
