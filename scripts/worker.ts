import { startWorker } from "@/lib/jobs/worker";
import { defineCommand } from "./command-line";
import { requireEnvironment, warnIfNodeTooOld } from "./stack/production";

defineCommand(
  "npm run worker",
  "Sends mails and runs the queued and scheduled jobs, until it is stopped.",
).parse();

if (process.env.NODE_ENV === "production") warnIfNodeTooOld();
requireEnvironment();
const worker = await startWorker();

async function stop() {
  await worker.stop();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
