const MIN_MS = 500;
const MAX_MS = 15_000;
const STABLE_AFTER_MS = 30_000;

/**
 * Returns a function that tells how long to wait before a process that ended is started again, given for how long it ran: 0.5 s, and
 * twice as long after each end, up to 15 s, until one runs for 30 s.
 */
export function restartDelays(): (ranForMs: number) => number {
  let next = MIN_MS;
  return (ranForMs) => {
    if (ranForMs > STABLE_AFTER_MS) next = MIN_MS;
    const delay = next;
    next = Math.min(next * 2, MAX_MS);
    return delay;
  };
}
