"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

const REFRESH_EVERY_MS = 5_000;
const MAX_DOUBLINGS = 4;

type AutoRefreshTexts = { on: string; off: string; pause: string; resume: string };

/**
 * Refreshes the page every 5 s, less often after failures. Not while it is hidden or paused, or while a refresh is running.
 */
export function AutoRefresh({ on, off, pause, resume }: AutoRefreshTexts) {
  const router = useRouter();
  const [paused, setPaused] = useState(false);
  const [isRefreshing, startRefresh] = useTransition();
  const [failures, setFailures] = useState(0);

  useEffect(() => {
    if (paused || isRefreshing) return;
    let isActive = true;
    const refresh = async () => {
      if (document.hidden) return;
      // If the server is down, router.refresh() would navigate to a browser error page.
      const isUp = await isServerUp();
      if (!isActive) return;
      setFailures(isUp ? 0 : failures + 1);
      if (isUp) startRefresh(() => router.refresh());
    };
    const timer = setTimeout(refresh, REFRESH_EVERY_MS * 2 ** Math.min(failures, MAX_DOUBLINGS));
    document.addEventListener("visibilitychange", refresh);
    return () => {
      isActive = false;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [paused, isRefreshing, failures, router]);

  return (
    <p className="needs-script text-sm text-soft">
      {paused ? off : on}{" "}
      <button
        type="button"
        className="min-h-6 cursor-pointer px-1 text-ink underline underline-offset-4"
        onClick={() => setPaused(!paused)}
      >
        {paused ? resume : pause}
      </button>
    </p>
  );
}

function isServerUp(): Promise<boolean> {
  return fetch("/api/health/live", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
}
