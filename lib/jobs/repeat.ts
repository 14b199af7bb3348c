import { setTimeout as sleep } from "node:timers/promises";
import { traceOf } from "@/lib/failures";
import { newId } from "@/lib/ids";
import { log, withJob } from "@/lib/log";

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;

type Repetition = { stop(): Promise<void> };

/** A step that is repeated. Returns the milliseconds until the next one. */
type Step = (stopping: AbortSignal) => Promise<number>;

/** Repeats a step until `stop` is called, which waits for the step in progress. A failed step is retried (see `runStep`). */
export function repeat(name: string, step: Step): Repetition {
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
      const { delayMs, ...run } = await withJob({ task: name, id: newId() }, () =>
        runStep(name, { failures, step: () => step(stopping.signal) }),
      );
      failures = run.failures;
      await pause(delayMs, stopping.signal);
    }
  }
}

/**
 * Runs a step and returns the delay before the next. Never throws: a failure is logged, and the delay doubles with each
 * further one up to 15 s. `failures` counts consecutive failures.
 */
export async function runStep(
  name: string,
  { failures, step }: { failures: number; step: () => Promise<number> },
): Promise<{ delayMs: number; failures: number }> {
  try {
    return { delayMs: await step(), failures: 0 };
  } catch (error) {
    const next = failures + 1;
    log().error(
      { loop: name, failures: next, cause: traceOf(error) },
      "a step failed and will be tried again",
    );
    return { delayMs: Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** failures), failures: next };
  }
}

async function pause(milliseconds: number, stopping: AbortSignal) {
  if (stopping.aborted) return;
  // Rejects only when aborted: then the pause is over.
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => {});
}
