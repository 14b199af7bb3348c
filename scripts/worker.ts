import { startWorker } from "@/lib/jobs/worker";
import { requireEnvironment, warnIfNodeTooOld } from "./stack/production";

if (process.env.NODE_ENV === "production") warnIfNodeTooOld();
requireEnvironment();
const worker = await startWorker();

async function stop() {
  await worker.stop();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
