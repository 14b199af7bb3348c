"use client";

import { useEffect } from "react";

/** Shorter visits do not count as reading. */
const MIN_READING_MS = 2_000;

/** Reports once that the article was visible long enough to count as read. Sets no cookie and stores nothing. */
export function ReadBeacon({ url }: { url: string }) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const restartTimer = () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      timer = setTimeout(() => {
        stop();
        fetch(url, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
      }, MIN_READING_MS);
    };
    const stop = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", restartTimer);
    };
    document.addEventListener("visibilitychange", restartTimer);
    restartTimer();
    return stop;
  }, [url]);
  return null;
}
