import { isLostConnection, traceOf } from "@/lib/failures";
import { startWorker } from "@/lib/jobs/worker";
import { log } from "@/lib/log";
import { defineCommand } from "./command-line";
import { requireEnvironment, warnIfNodeTooOld } from "./stack/production";

defineCommand(
  "npm run worker",
  "Sends mails and runs the queued and scheduled jobs, until it is stopped.",
).parse();

if (process.env.NODE_ENV === "production") warnIfNodeTooOld();
requireEnvironment();

// graphile-worker does not handle every error of a broken connection. Unhandled, a crash of the database would end this process,
// although the pool replaces the connection. Any other error is a bug, and ends the process.
process.on("uncaughtException", (error) => {
  log().error({ cause: traceOf(error) }, "an error was not handled");
  if (!isLostConnection(error)) process.exit(1);
});
const worker = await startWorker();

async function stop() {
  await worker.stop();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
