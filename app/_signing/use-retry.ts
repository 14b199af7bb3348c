"use client";

import { useEffect, useRef, useState } from "react";

const TICK_MS = 250;

/** Counts down to the next try of something that was refused for now, and then makes it. Leaving the page, or `cancel`, ends that. */
export function useRetry(run: () => void) {
  const latest = useRef(run);
  latest.current = run;
  const [at, setAt] = useState(0);
  const [secondsLeft, setSecondsLeft] = useState(0);
  useEffect(() => {
    if (at === 0) return setSecondsLeft(0);
    const show = () => {
      const left = Math.max(0, Math.ceil((at - Date.now()) / 1_000));
      setSecondsLeft(left);
      if (left > 0) return;
      setAt(0);
      latest.current();
    };
    show();
    const timer = setInterval(show, TICK_MS);
    return () => clearInterval(timer);
  }, [at]);
  return {
    /** 0: no try is planned. */
    secondsLeft,
    retryIn: (seconds: number) => setAt(Date.now() + seconds * 1_000),
    cancel: () => setAt(0),
  };
}
