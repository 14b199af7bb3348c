import { flushBeforeExit } from "@/lib/background-work";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

type WriteBehindOptions = {
  intervalMs: number;
  /** The pause after a write that found the database unavailable. */
  retryAfterMs?: number;
  /** Writes what was collected so far. False: the database is unavailable. */
  write: (now: Date) => Promise<boolean>;
};

/**
 * Writes what a process collects, at an interval and once more before the process ends, never two writes at a time. A failed write is
 * logged; the next one follows as usual.
 */
export function writeBehind({ intervalMs, retryAfterMs = 0, write }: WriteBehindOptions) {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let pausedUntil = 0;

  function start(now: Date) {
    current = write(now)
      .catch((error: unknown) => {
        log().error({ cause: traceOf(error) }, "a batch could not be written");
        return false;
      })
      .then((isAvailable) => {
        pausedUntil = isAvailable ? 0 : Date.now() + retryAfterMs;
        current = undefined;
      });
    return current;
  }

  /** Writes everything collected before this call. A running write may miss some of it, so another one follows. */
  function writeNow(now = new Date()): Promise<void> {
    if (!current) return start(now);
    next ??= current.then(() => {
      next = undefined;
      return start(now);
    });
    return next;
  }

  /** Writes, unless the database was unavailable within `retryAfterMs`. */
  async function writeUnlessPaused(): Promise<void> {
    if (Date.now() >= pausedUntil) await writeNow();
  }

  setInterval(() => {
    if (!current) void writeUnlessPaused();
  }, intervalMs).unref();
  flushBeforeExit(writeNow);
  return { writeNow, writeUnlessPaused };
}
