"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const POLL_EVERY_MS = 2_000;

type Progress = { state: string; rows: number; percent: number | null };

type ExportProgressProps = {
  path: string;
  label: string;
  locale: string;
  /** `making` contains the placeholders `{rows}` and `{percent}`. */
  texts: { waiting: string; making: string };
  first: Progress;
};

/** The progress of an export. Polls every two seconds while the tab is visible, and refreshes the page when the file is ready. */
export function ExportProgress({ path, label, locale, texts, first }: ExportProgressProps) {
  const router = useRouter();
  const [progress, setProgress] = useState(first);
  const isRunning = progress.state === "waiting" || progress.state === "making";

  useEffect(() => {
    if (!isRunning) return;
    const poll = async () => {
      const next = document.hidden ? null : await fetchProgress(path);
      if (!next) return;
      setProgress(next);
      if (next.state !== "waiting" && next.state !== "making") router.refresh();
    };
    const timer = setInterval(poll, POLL_EVERY_MS);
    return () => clearInterval(timer);
  }, [path, isRunning, router]);

  const percent = progress.percent ?? 0;
  const rows = new Intl.NumberFormat(locale).format(progress.rows);
  const isWaiting = progress.state === "waiting" && progress.rows === 0;
  return (
    <div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={progress.percent ?? undefined}
        className="progress"
      >
        <span style={{ inlineSize: `${percent}%` }} />
      </div>
      <p className="numerals mt-1.5 text-sm text-soft">
        {isWaiting
          ? texts.waiting
          : texts.making.replace("{rows}", rows).replace("{percent}", String(percent))}
      </p>
    </div>
  );
}

/** Returns null if the server is unavailable or the session has ended. */
async function fetchProgress(path: string): Promise<Progress | null> {
  const response = await fetch(path, { cache: "no-store" }).catch(() => null);
  const isJson = response?.ok && response.headers.get("content-type")?.includes("json");
  return isJson ? response.json() : null;
}
