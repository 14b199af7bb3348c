"use client";

import { useState } from "react";

/** The part of an announced error that its field needs. */
export type Announced = { isDescribed: boolean; onBlur: () => void };

/**
 * The error of a field that gets the focus when it appears. Screen readers read it as an alert. It is added to `aria-describedby`
 * only on blur, so that it is not read twice. Call `announce("")` before a new attempt, to repeat the alert for the same error.
 */
export function useAnnouncedError() {
  const [error, setError] = useState("");
  const [isDescribed, setDescribed] = useState(false);
  function announce(message: string) {
    setDescribed(false);
    setError(message);
  }
  const announced: Announced = { isDescribed, onBlur: () => setDescribed(true) };
  return { error, announce, announced };
}
