import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

/** Jobs that one process runs at a time: one export, the slow tasks of the crontab, and room for short repeating tasks. */
const CONCURRENCY = 8;
/** An upper limit. One connection listens, and jobs use another only when they begin and end. Idle ones close after 10 s. */
const MAX_CONNECTIONS = 8;
/** New jobs are announced by NOTIFY. Polling finds those that were scheduled for later. */
const POLL_INTERVAL_MS = 1_000;
const RESTART_DELAY_MS = 1_000;
/** A runner that failed after this time does not count as a repeated failure. */
const STEADY_AFTER_MS = 60_000;

export type Queue = {
  /** Tasks by name. They should end soon after the signal is aborted. */
  tasks: (stopping: AbortSignal) => TaskList;
  crontab: string;
  /** Tasks that must always have a job: they are added at the start, under their name as the key. */
  standing: readonly string[];
  /** Jobs with one of these flags are not started now. */
  forbiddenFlags: () => string[] | null;
};

/**
 * Runs queued and scheduled jobs until `stopping` is aborted or the runner fails, for example because the database restarts:
 * graphile-worker loses a slot that cannot report the result of its job. Returns the milliseconds until the
 * next run. Throws if the runner failed soon after its start.
 */
export async function runQueue(
  queue: Queue,
  { url, stopping }: { url: string; stopping: AbortSignal },
): Promise<number> {
  const startedAt = performance.now();
  const ending = new AbortController();
  const runner = await run({
    connectionString: url,
    maxPoolSize: MAX_CONNECTIONS,
    concurrency: CONCURRENCY,
    pollInterval: POLL_INTERVAL_MS,
    noHandleSignals: true,
    taskList: queue.tasks(ending.signal),
    crontab: queue.crontab,
    forbiddenFlags: queue.forbiddenFlags,
    logger,
  });
  const stop = () => {
    ending.abort();
    // `stop` rejects if the runner has already stopped by itself; `runner.promise` has the reason.
    runner.stop().catch((error) => log().debug({ cause: traceOf(error) }, "the queue had stopped already"));
  };
  stopping.addEventListener("abort", stop, { once: true });
  try {
    if (stopping.aborted) stop();
    // A failed runner finishes its jobs in the background, while the next one starts.
    await Promise.race([
      Promise.all([runner.promise, addStandingJobs(runner, queue, ending.signal)]),
      rejectOnFailure(runner),
    ]);
  } catch (error) {
    stop();
    if (performance.now() - startedAt < STEADY_AFTER_MS) throw error;
    log().error({ loop: "queue", cause: traceOf(error) }, "the queue failed and is restarted");
  } finally {
    stopping.removeEventListener("abort", stop);
  }
  return RESTART_DELAY_MS;
}

/** Rejects when a slot ends, or when jobs cannot be fetched. */
function rejectOnFailure({ events }: Runner): Promise<never> {
  return new Promise((_, reject) => {
    events.on("worker:fatalError", ({ error }) => reject(error));
    events.on("worker:getJob:error", ({ error }) => reject(error));
  });
}

/** Also replaces the jobs of a killed worker, which stay locked for four hours. A waiting job keeps its time. */
async function addStandingJobs(runner: Runner, { standing }: Queue, ending: AbortSignal) {
  for (const name of standing) {
    if (ending.aborted) return;
    await runner.addJob(name, {}, { jobKey: name, jobKeyMode: "preserve_run_at", maxAttempts: 1 });
  }
}

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

const logger = new Logger(() => (level, message) => log()[levels[level]]({ loop: "queue" }, message));
