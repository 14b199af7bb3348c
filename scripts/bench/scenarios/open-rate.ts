import type { Bench } from "../bench";

/** Open loops run below capacity: at capacity, latency is only the length of the queue. */
const SHARE_OF_CAPACITY = 0.6;

/** Returns how many requests a second are due in an open loop, from what the closed loop reached. */
export function openRate({ options }: Bench, capacity?: number): number {
  if (options.rate) return options.rate;
  if (!capacity) throw new Error("--open needs --rate: nothing measured the capacity.");
  return Math.max(1, Math.round(capacity * SHARE_OF_CAPACITY));
}
