"use client";

import { useEffect, useRef, useState } from "react";
import { POLL_EVERY_MS } from "./live-connection";
import { useLiveFigures } from "./live-figures-provider";
import { milestonePassed } from "./milestones";
import { useTimeZone } from "./use-time-zone";

type ConnectionTexts = Record<
  | "connecting"
  | "live"
  | "polling"
  | "lost"
  | "signedOut"
  | "paused"
  | "pause"
  | "resume"
  | "milestone"
  | "goalReached",
  string
>;

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The state of the live connection, with a button that pauses it. Screen readers hear milestones only, not every count. */
export function ConnectionStatus({ locale, texts }: { locale: string; texts: ConnectionTexts }) {
  const { figures, connection, paused, setPaused } = useLiveFigures();
  const timeZone = useTimeZone();
  const time = new Intl.DateTimeFormat(locale, { ...CLOCK, timeZone }).format(new Date(figures.at));
  const state = paused ? "paused" : connection === "signed-out" ? "signedOut" : connection;
  const isUp = state === "live" || state === "polling";
  return (
    <div className="needs-script flex min-h-6 flex-wrap items-center gap-x-3 text-sm text-soft">
      <p className="flex items-center gap-2" data-connection={state}>
        <span
          aria-hidden="true"
          className={`block size-2 rounded-full ${isUp ? "bg-ink" : "border border-ink"}`}
        />
        <span className={state === "lost" || state === "signedOut" ? "font-semibold text-ink" : undefined}>
          {texts[state].replace("{seconds}", String(POLL_EVERY_MS / 1_000)).replace("{time}", time)}
        </span>
      </p>
      <button
        type="button"
        className="min-h-6 cursor-pointer px-1 text-ink underline underline-offset-4"
        onClick={() => setPaused(!paused)}
      >
        {paused ? texts.resume : texts.pause}
      </button>
      <Milestones locale={locale} texts={texts} />
    </div>
  );
}

function Milestones({ locale, texts }: { locale: string; texts: ConnectionTexts }) {
  const { figures } = useLiveFigures();
  const previous = useRef(figures.confirmed);
  const [announcement, announce] = useState("");
  useEffect(() => {
    const share = milestonePassed(previous.current, figures);
    previous.current = figures.confirmed;
    if (share === null) return;
    const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(share);
    const count = new Intl.NumberFormat(locale).format(figures.confirmed);
    announce(
      (share === 1 ? texts.goalReached : texts.milestone)
        .replace("{percent}", percent)
        .replace("{count}", count),
    );
  }, [figures, locale, texts]);
  return (
    <p role="status" className="sr-only">
      {announcement}
    </p>
  );
}
