import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** How many jobs of a task wait for their time or for a worker, run, and will not be tried again. */
type JobFigures = {
  task: string;
  waiting: number;
  running: number;
  failed: number;
  lateSeconds: number;
};

/** Returns the jobs of the worker's queue by task. `lateSeconds`: how long the oldest waiting job has been due. */
export async function listJobFigures(db: Transaction): Promise<JobFigures[]> {
  return db.execute<JobFigures>(sql`
    select task, waiting, running, failed, late_seconds::float8 as "lateSeconds" from job_figures()`);
}
