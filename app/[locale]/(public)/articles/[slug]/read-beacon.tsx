"use client";

import { useEffect } from "react";

/** Whoever leaves sooner did not read. */
const READ_AFTER_MS = 2_000;

/** Tells once that the article was really before somebody's eyes. No cookie, nothing stored, nothing waited for. */
export function ReadBeacon({ url }: { url: string }) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      timer = setTimeout(() => {
        stop();
        fetch(url, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
      }, READ_AFTER_MS);
    };
    const stop = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
    document.addEventListener("visibilitychange", look);
    look();
    return stop;
  }, [url]);
  return null;
}
