"use client";

import { useState } from "react";

/** The part of an announced error that its field needs. */
export type Announced = { isDescribed: boolean; onBlur: () => void };

/**
 * The error of a field that gets the focus when it appears. A screen reader says it once: as an alert. The field is described
 * by it only after the focus has left, for readers who return to it. `announce("")` before a new attempt makes the same error an
 * alert again.
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
