"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const ASK_EVERY_MS = 2_000;

type Progress = { state: string; rows: number; percent: number | null };

type ExportProgressProps = {
  path: string;
  label: string;
  locale: string;
  /** `making` with `{rows}` and `{percent}` in it. */
  words: { waiting: string; making: string };
  first: Progress;
};

/** How far a file is. Asks every two seconds, not while nobody looks; once the file is ready, the page is asked for anew. */
export function ExportProgress({ path, label, locale, words, first }: ExportProgressProps) {
  const router = useRouter();
  const [progress, setProgress] = useState(first);
  const isUnderWay = progress.state === "waiting" || progress.state === "making";

  useEffect(() => {
    if (!isUnderWay) return;
    const ask = async () => {
      const next = document.hidden ? null : await askFor(path);
      if (!next) return;
      setProgress(next);
      if (next.state !== "waiting" && next.state !== "making") router.refresh();
    };
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [path, isUnderWay, router]);

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
          ? words.waiting
          : words.making.replace("{rows}", rows).replace("{percent}", String(percent))}
      </p>
    </div>
  );
}

/** Null while the server is away, or does not know us any more: what is shown stays. */
async function askFor(path: string): Promise<Progress | null> {
  const answer = await fetch(path, { cache: "no-store" }).catch(() => null);
  const isAnswered = answer?.ok && answer.headers.get("content-type")?.includes("json");
  return isAnswered ? answer.json() : null;
}
