import type { Part } from "./request";
import type { Result } from "./tally";

/**
 * closed: each connection sends its next request after the answer, so the rate is that of the server. open: requests are due at a
 * constant rate, whatever the server does, and their latency counts from the time at which they were due, also while they wait
 * for a connection (no coordinated omission).
 */
export type Pace =
  | { mode: "closed"; connections: number }
  | { mode: "open"; perSecond: number; connections: number };

export type LoadJob = { host: string; port: number; parts: Part[]; pace: Pace; seconds: number };

/** `cpuMs` is what the load generator itself used. */
export type LoadResult = { seconds: number; cpuMs: number; results: Record<string, Result> };
