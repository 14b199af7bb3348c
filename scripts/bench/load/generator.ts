import type { LoadJob } from "./job";
import { runJob } from "./run-job";

/** A process that generates load: one job for each message, one after the other. */
process.on("message", async (job: LoadJob) => {
  process.send?.(await runJob(job));
});
