import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { perProcess } from "@/db/singleton";
import { env } from "./env";
import { currentTraceId } from "./trace";

let logger: pino.Logger | undefined;

/** Returns the logger of this process: one JSON line per event. Log ids and counts only; never a name, address, token or body. */
export function log(): pino.Logger {
  logger ??= pino(
    { level: env().LOG_LEVEL, base: undefined, mixin: originFields },
    // Synchronous: pino would retry a buffered line forever once stdout is closed.
    pino.destination({ sync: true }),
  );
  return logger;
}

const currentRequest = perProcess("current-request", () => new AsyncLocalStorage<string>());

/** Runs a function so that what it logs, at once or later, names the request. */
export function withRequestId<T>(id: string, run: () => T): T {
  return currentRequest().run(id, run);
}

/** Returns the id of the request that is being answered, or undefined. */
export function requestId(): string | undefined {
  return currentRequest().getStore();
}

const currentJob = perProcess("current-job", () => new AsyncLocalStorage<Job>());

/** A job of the worker's queue, or a step of one of its loops. */
type Job = { task: string; id: string };

/** Runs a function so that what it logs, at once or later, names the job. */
export function withJob<T>(job: Job, run: () => T): T {
  return currentJob().run(job, run);
}

/** Returns what every line says about its origin: the ids of the request or job, and of the trace. */
export function originFields() {
  const [request, job, trace] = [requestId(), currentJob().getStore(), currentTraceId()];
  return {
    ...(request && { request }),
    ...(job && { job: job.id, task: job.task }),
    ...(trace && { trace }),
  };
}
