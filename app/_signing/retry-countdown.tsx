"use client";

import { useSigning } from "./signing-context";

/** Says in how many seconds something is tried again. Screen readers read it on demand only. */
export function RetryCountdown({ secondsLeft }: { secondsLeft: number }) {
  const { texts } = useSigning();
  return (
    <p role="timer" className="text-sm text-soft empty:hidden">
      {secondsLeft > 0 && texts.retryIn.replace("{seconds}", String(secondsLeft))}
    </p>
  );
}
