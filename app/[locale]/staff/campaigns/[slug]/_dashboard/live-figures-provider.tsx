"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type { LiveFigures } from "@/lib/reporting/live-figures";
import { type Connection, watchCampaign } from "./live-connection";

/** The interval at which the rest of the page is refreshed while signatures come in. */
const REFRESH_EVERY_MS = 20_000;

type LiveFiguresValue = {
  figures: LiveFigures;
  connection: Connection;
  paused: boolean;
  setPaused: (paused: boolean) => void;
};

const LiveFiguresContext = createContext<LiveFiguresValue | null>(null);

/** Returns the live figures of the campaign. */
export function useLiveFigures(): LiveFiguresValue {
  const value = useContext(LiveFiguresContext);
  if (!value) throw new Error("only inside <LiveFiguresProvider>");
  return value;
}

type LiveFiguresProviderProps = { url: string; figures: LiveFigures; children: ReactNode };

/** Provides the live figures of a campaign. Does not listen while paused or in a hidden tab. */
export function LiveFiguresProvider({ url, figures: rendered, children }: LiveFiguresProviderProps) {
  const [latest, setLatest] = useState(rendered);
  const [connection, setConnection] = useState<Connection>("connecting");
  const [paused, setPaused] = useState(false);
  const figures = latest.at > rendered.at || paused ? latest : rendered;

  useEffect(() => {
    if (paused) return;
    let stop: (() => void) | undefined;
    const watchIfVisible = () => {
      stop?.();
      stop = document.hidden
        ? undefined
        : watchCampaign(url, { figures: setLatest, connection: setConnection });
    };
    watchIfVisible();
    document.addEventListener("visibilitychange", watchIfVisible);
    return () => {
      stop?.();
      document.removeEventListener("visibilitychange", watchIfVisible);
    };
  }, [url, paused]);

  useRefreshedPage({ confirmed: figures.confirmed, isPaused: paused || connection === "lost" });

  return (
    <LiveFiguresContext value={{ figures, connection, paused, setPaused }}>{children}</LiveFiguresContext>
  );
}

/** Refreshes the rest of the page when the count has changed and the tab is visible. */
function useRefreshedPage({ confirmed, isPaused }: { confirmed: number; isPaused: boolean }) {
  const router = useRouter();
  const newest = useRef(confirmed);
  const shown = useRef(confirmed);
  useEffect(() => {
    newest.current = confirmed;
  }, [confirmed]);
  useEffect(() => {
    if (isPaused) return;
    const timer = setInterval(() => {
      if (document.hidden || newest.current === shown.current) return;
      shown.current = newest.current;
      router.refresh();
    }, REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, [isPaused, router]);
}
