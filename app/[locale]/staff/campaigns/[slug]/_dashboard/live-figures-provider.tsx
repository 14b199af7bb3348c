"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type { LiveFigures } from "@/lib/reporting/live-figures";
import { type Connection, watchCampaign } from "./live-connection";

/** The tables below are read anew so often while signatures come in. */
const REFRESH_EVERY_MS = 20_000;

type LiveFiguresValue = {
  figures: LiveFigures;
  connection: Connection;
  paused: boolean;
  setPaused: (paused: boolean) => void;
};

const LiveFiguresContext = createContext<LiveFiguresValue | null>(null);

/** The live figures of the campaign whose room this is. */
export function useLiveFigures(): LiveFiguresValue {
  const watched = useContext(LiveFiguresContext);
  if (!watched) throw new Error("only inside <LiveFiguresProvider>");
  return watched;
}

type LiveFiguresProviderProps = { url: string; figures: LiveFigures; children: ReactNode };

/** Keeps the figures of a campaign's room as they are at this moment. A tab that nobody looks at rests; so does one that is paused. */
export function LiveFiguresProvider({ url, figures: rendered, children }: LiveFiguresProviderProps) {
  const [latest, setLatest] = useState(rendered);
  const [connection, setConnection] = useState<Connection>("connecting");
  const [paused, setPaused] = useState(false);
  const figures = latest.at > rendered.at || paused ? latest : rendered;

  useEffect(() => {
    if (paused) return;
    let stop: (() => void) | undefined;
    const watchIfSeen = () => {
      stop?.();
      stop = document.hidden
        ? undefined
        : watchCampaign(url, { figures: setLatest, connection: setConnection });
    };
    watchIfSeen();
    document.addEventListener("visibilitychange", watchIfSeen);
    return () => {
      stop?.();
      document.removeEventListener("visibilitychange", watchIfSeen);
    };
  }, [url, paused]);

  useFreshTables({ confirmed: figures.confirmed, resting: paused || connection === "lost" });

  return (
    <LiveFiguresContext value={{ figures, connection, paused, setPaused }}>{children}</LiveFiguresContext>
  );
}

/** Asks for the rest of the page again when the count has changed since it was made, and the page is looked at. */
function useFreshTables({ confirmed, resting }: { confirmed: number; resting: boolean }) {
  const router = useRouter();
  const newest = useRef(confirmed);
  const shown = useRef(confirmed);
  useEffect(() => {
    newest.current = confirmed;
  }, [confirmed]);
  useEffect(() => {
    if (resting) return;
    const timer = setInterval(() => {
      if (document.hidden || newest.current === shown.current) return;
      shown.current = newest.current;
      router.refresh();
    }, REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, [resting, router]);
}
