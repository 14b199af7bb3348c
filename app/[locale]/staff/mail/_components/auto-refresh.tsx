"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

const REST_MS = 5_000;
const MAX_DOUBLINGS = 4;

type Words = { on: string; off: string; pause: string; resume: string };

/**
 * Asks for the page again every few seconds: not while it is hidden, not while the last answer is still on its way, and
 * not once somebody wants it to stand still. Without scripts the page is as it was when it was opened.
 */
export function AutoRefresh({ on, off, pause, resume }: Words) {
  const router = useRouter();
  const [paused, setPaused] = useState(false);
  const [asking, startAsking] = useTransition();
  const [failures, setFailures] = useState(0);

  useEffect(() => {
    if (paused || asking) return;
    let wanted = true;
    const ask = async () => {
      if (document.hidden) return;
      // Where nobody answers, Next would leave the page for an error page of the browser.
      const there = await isServerThere();
      if (!wanted) return;
      setFailures(there ? 0 : failures + 1);
      if (there) startAsking(() => router.refresh());
    };
    const timer = setTimeout(ask, REST_MS * 2 ** Math.min(failures, MAX_DOUBLINGS));
    document.addEventListener("visibilitychange", ask);
    return () => {
      wanted = false;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [paused, asking, failures, router]);

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

function isServerThere(): Promise<boolean> {
  return fetch("/api/health/live", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
}
