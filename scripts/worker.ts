import { getPriority, setPriority } from "node:os";
import { z } from "zod";
import { logSlowStatements, traceStatements } from "@/lib/database-statements";
import { isLostConnection, traceOf } from "@/lib/failures";
import { startWorker } from "@/lib/jobs/worker";
import { log } from "@/lib/log";
import { startTracing } from "@/lib/start-tracing";
import { defineCommand, parseOptions } from "./command-line";
import { requireEnvironment, warnIfNodeTooOld } from "./stack/production";

/** On a machine that is busy, the web gets three times the CPU of the worker, and mail still goes out. */
const DEFAULT_NICE = 5;

const { nice } = parseOptions(
  defineCommand(
    "npm run worker",
    "Sends mails and runs the queued and scheduled jobs, until it is stopped.",
  ).option("--nice <number>", "its priority, 0 (as other processes) to 19 (lowest)", String(DEFAULT_NICE)),
  z.object({ nice: z.coerce.number().int().min(0).max(19) }),
);
// Only ever lower: to raise it needs a privilege.
if (getPriority() < nice) setPriority(nice);

if (process.env.NODE_ENV === "production") warnIfNodeTooOld();
requireEnvironment();

// graphile-worker does not handle every error of a broken connection. Unhandled, a crash of the database would end this process,
// although the pool replaces the connection. Any other error is a bug, and ends the process.
process.on("uncaughtException", (error) => {
  log().error({ cause: traceOf(error) }, "an error was not handled");
  if (!isLostConnection(error)) process.exit(1);
});
logSlowStatements();
const tracing = await startTracing("worker");
if (tracing) traceStatements();
const worker = await startWorker();

let isStopping = false;

async function stop() {
  if (isStopping) return;
  isStopping = true;
  await worker.stop();
  await tracing?.stop();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
