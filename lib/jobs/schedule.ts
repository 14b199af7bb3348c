import { Logger, run, type TaskList } from "graphile-worker";
import { env } from "@/lib/env";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

/** One to listen, one for the job at hand, one for the schedule. */
const CONNECTIONS = 3;
const RESTART_AFTER_MS = 1_000;

/** Runs scheduled tasks until it is told to stop. Gives up, by a throw, when the database stays away: to be repeated. */
export async function runSchedule(
  { taskList, crontab }: { taskList: TaskList; crontab: string },
  stopping: AbortSignal,
): Promise<number> {
  const runner = await run({
    connectionString: env().DATABASE_URL,
    maxPoolSize: CONNECTIONS,
    concurrency: 1,
    noHandleSignals: true,
    taskList,
    crontab,
    logger,
  });
  // It refuses when the runner is ending by itself; why it does, `promise` tells.
  const stop = () =>
    runner.stop().catch((error) => log().warn({ cause: traceOf(error) }, "the schedule had ended already"));
  stopping.addEventListener("abort", stop, { once: true });
  if (stopping.aborted) await stop();
  try {
    await runner.promise;
  } finally {
    stopping.removeEventListener("abort", stop);
  }
  return RESTART_AFTER_MS;
}

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

const logger = new Logger(() => (level, message) => log()[levels[level]]({ loop: "schedule" }, message));
