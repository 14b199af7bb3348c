import type { KeptAnswer } from "./kept-answer";

/**
 * What a request does with a kept answer: `serve` it, serve it and `refresh` it for later requests, or `wait` for a new one and
 * serve the old one if that takes too long.
 */
type Plan = { do: "serve" } | { do: "refresh" } | { do: "wait"; maxMs: number };

/** A page with the count of a busy campaign is rendered at most this often. */
const MIN_INTERVAL_MS = 1_000;
/** Who publishes or confirms sees it on the next page. While the database is slow, readers get the old page after this. */
const CONTENT_WAIT_MS = 2_000;
const COUNT_WAIT_MS = 500;
/** Times at which pages change by themselves, such as a closing, show within this time even if nobody asked before. */
const STALE_MS = 300_000;
/** The age limit while changes of other processes do not arrive. */
const DEAF_FRESH_MS = 2_000;

type Circumstances = {
  now: number;
  /** Whether changes of other processes do not arrive. */
  isDeaf: boolean;
  /** Whether the answer is costly: then readers of a busy campaign get a count that is up to a second old. */
  isPage: boolean;
};

/** Decides what to do with a kept answer. */
export function planFor(
  {
    changed,
    renderedAt,
    retryAt,
    freshMs,
  }: Pick<KeptAnswer, "changed" | "renderedAt" | "retryAt" | "freshMs">,
  { now, isDeaf, isPage }: Circumstances,
): Plan {
  if (now < retryAt) return { do: "serve" };
  const age = now - renderedAt;
  if (changed === "content") return { do: "wait", maxMs: CONTENT_WAIT_MS };
  if (changed === "count")
    return isPage && age < MIN_INTERVAL_MS ? { do: "serve" } : { do: "wait", maxMs: COUNT_WAIT_MS };
  const limit = isDeaf ? Math.min(freshMs, DEAF_FRESH_MS) : freshMs;
  if (age < limit) return { do: "serve" };
  return age < limit + STALE_MS ? { do: "refresh" } : { do: "wait", maxMs: CONTENT_WAIT_MS };
}
