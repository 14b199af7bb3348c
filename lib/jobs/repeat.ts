import { setTimeout as sleep } from "node:timers/promises";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 15_000;

export type Repetition = { stop(): Promise<void> };

/**
 * Does a step again and again; it says how many milliseconds to rest before the next. A step that throws (the
 * database restarts, say) is logged and tried again after a rest that doubles up to 15 s. `stop` waits for the step
 * under way.
 */
export function repeat(name: string, step: (stopping: AbortSignal) => Promise<number>): Repetition {
  const stopping = new AbortController();
  const ended = keepGoing();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };

  async function keepGoing() {
    let failures = 0;
    while (!stopping.signal.aborted) {
      let restMs: number;
      try {
        restMs = await step(stopping.signal);
        failures = 0;
      } catch (error) {
        restMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** failures);
        failures += 1;
        log().error({ loop: name, failures, cause: traceOf(error) }, "a step failed and will be tried again");
      }
      await rest(restMs, stopping.signal);
    }
  }
}

async function rest(milliseconds: number, stopping: AbortSignal) {
  if (stopping.aborted) return;
  // The only way it rejects is that somebody stops: then the rest is over.
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => {});
}
