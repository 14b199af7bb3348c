import { perProcess } from "@/db/singleton";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

/** A stopping process waits this long for its work. */
const FINISH_TIMEOUT_MS = 6_000;

const flushes = perProcess("flushes-before-exit", () => new Set<() => Promise<unknown>>());
const unfinished = perProcess("background-work", () => new Set<Promise<unknown>>());

/** Keeps a stopping process alive for work that goes on after its response. A failure is logged. */
export function finishBeforeExit(work: Promise<unknown>): void {
  const tracked: Promise<unknown> = work
    .catch((error: unknown) => log().error({ cause: traceOf(error) }, "work after a response failed"))
    .finally(() => unfinished().delete(tracked));
  unfinished().add(tracked);
}

/** Calls a function after the last response of a stopping process, to write what it still holds in memory. */
export function flushBeforeExit(flush: () => Promise<unknown>): void {
  flushes().add(flush);
}

/** Flushes what is held in memory, and waits for this and for the work that goes on after responses, at most 6 s. */
export async function finishBackgroundWork(): Promise<void> {
  for (const flush of flushes()) finishBeforeExit(flush());
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FINISH_TIMEOUT_MS);
  });
  await Promise.race([finishAll(), timeout]);
  clearTimeout(timer);
}

/** Work may begin further work. */
async function finishAll() {
  while (unfinished().size > 0) await Promise.all(unfinished());
}
