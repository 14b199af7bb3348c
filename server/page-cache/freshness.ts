import type { KeptAnswer } from "./kept-answer";

/**
 * What a request does with a kept answer: `serve` it, serve it and `refresh` it for later requests, or `wait` for a new one and
 * serve the old one if that takes too long.
 */
type Plan = { do: "serve" } | { do: "refresh" } | { do: "wait"; maxMs: number };

/** Who publishes or confirms sees it on the next page. While the database is slow, readers get the old page after this. */
const MAX_WAIT_MS = 2_000;
/** A page that was rendered so often in this time has a busy count: it is rendered once a second, and nobody waits for it. */
const BURST = 5;
const BURST_WINDOW_MS = 10_000;
const MIN_INTERVAL_MS = 1_000;
/** Times at which pages change by themselves, such as a closing, show within this time even if nobody asked before. */
const STALE_MS = 300_000;
/** The age limit while changes of other processes do not arrive. */
const FRESH_MS_WITHOUT_CHANGES = 2_000;

type Circumstances = {
  now: number;
  /** Whether changes of other processes do not arrive. */
  isMissingChanges: boolean;
  /** Whether the answer is costly: then readers of a busy campaign get a count that is up to a second old. */
  isPage: boolean;
};

type Considered = "changed" | "renderedAt" | "renderings" | "retryAt" | "freshMs";

/** Decides what to do with a kept answer. */
export function planFor(
  { changed, renderedAt, renderings, retryAt, freshMs }: Pick<KeptAnswer, Considered>,
  { now, isMissingChanges, isPage }: Circumstances,
): Plan {
  if (now < retryAt) return { do: "serve" };
  const age = now - renderedAt;
  const isBusy = isPage && changed === "count" && recent(renderings, now).length >= BURST;
  if (isBusy) return { do: age < MIN_INTERVAL_MS ? "serve" : "refresh" };
  if (changed) return { do: "wait", maxMs: MAX_WAIT_MS };
  const limit = isMissingChanges ? Math.min(freshMs, FRESH_MS_WITHOUT_CHANGES) : freshMs;
  if (age < limit) return { do: "serve" };
  return age < limit + STALE_MS ? { do: "refresh" } : { do: "wait", maxMs: MAX_WAIT_MS };
}

/** Returns the renderings that count for a busy page at a time. */
export function recent(renderings: number[], now: number): number[] {
  return renderings.filter((at) => at > now - BURST_WINDOW_MS);
}
