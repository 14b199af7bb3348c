import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from "hdr-histogram-js";
import type { Outcome } from "./connection";

const MAX_MICROSECONDS = 120_000_000;
const BUCKET_MS = 100;
/** Over capacity, or too many requests from one address: told to come again. */
const REFUSALS = [429, 503];

export type Percentiles = { p50Ms: number; p99Ms: number; p999Ms: number; maxMs: number };

/** Slow or failed requests by the time at which they were due. */
export type Bucket = { ok: number; failed: number; slowestMs: number };

/** What the requests of one name got. Statuses below 400 are successes. */
export type Result = {
  ok: number;
  refused: number;
  /** Other statuses, and connections that were lost. */
  errors: number;
  unanswered: number;
  statuses: Record<string, number>;
  /** Encoded HdrHistograms of the latencies of successes and of refusals, in microseconds. */
  times: string;
  refusalTimes: string;
  buckets: Bucket[];
};

/** Counts outcomes and their latencies in HdrHistograms, with three significant digits. */
export function createTally() {
  const times = newHistogram();
  const refusalTimes = newHistogram();
  const counts = { ok: 0, refused: 0, errors: 0, unanswered: 0 };
  const statuses = new Map<string, number>();
  const buckets: Bucket[] = [];

  function add(outcome: Outcome, { dueMs, tookMs }: { dueMs: number; tookMs: number }) {
    const kind = kindOf(outcome);
    const status = typeof outcome === "string" ? outcome : String(outcome.status);
    counts[kind] += 1;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const microseconds = Math.min(MAX_MICROSECONDS, Math.max(1, Math.round(tookMs * 1_000)));
    if (kind === "ok") times.recordValue(microseconds);
    if (kind === "refused") refusalTimes.recordValue(microseconds);
    const place = Math.max(0, Math.floor(dueMs / BUCKET_MS));
    buckets[place] ??= { ok: 0, failed: 0, slowestMs: 0 };
    const bucket = buckets[place];
    if (kind === "ok") bucket.ok += 1;
    else bucket.failed += 1;
    bucket.slowestMs = Math.max(bucket.slowestMs, tookMs);
  }

  const result = (): Result => ({
    ...counts,
    statuses: Object.fromEntries(statuses),
    times: encodeIntoCompressedBase64(times),
    refusalTimes: encodeIntoCompressedBase64(refusalTimes),
    buckets: Array.from(buckets, (bucket) => bucket ?? { ok: 0, failed: 0, slowestMs: 0 }),
  });
  return { add, result };
}

export type Tally = ReturnType<typeof createTally>;

function kindOf(outcome: Outcome): "ok" | "refused" | "errors" | "unanswered" {
  if (outcome === "unanswered") return "unanswered";
  if (outcome === "lost") return "errors";
  if (outcome.status < 400) return "ok";
  return REFUSALS.includes(outcome.status) ? "refused" : "errors";
}

function newHistogram(): Histogram {
  return build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: MAX_MICROSECONDS,
    numberOfSignificantValueDigits: 3,
  });
}

/** Returns the percentiles of all these encoded histograms together. */
export function percentilesOf(encoded: string[]): Percentiles {
  const all = newHistogram();
  for (const each of encoded) all.add(decodeFromCompressedBase64(each));
  const at = (share: number) => all.getValueAtPercentile(share) / 1_000;
  return { p50Ms: at(50), p99Ms: at(99), p999Ms: at(99.9), maxMs: all.maxValue / 1_000 };
}
