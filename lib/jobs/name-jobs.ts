import type { TaskList } from "graphile-worker";
import { withJob } from "@/lib/log";
import { inSpan } from "@/lib/trace";

/** Returns the tasks, of which each names its job in what it logs and is traced. */
export function nameJobs(tasks: TaskList): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).flatMap(([task, run]) => {
      if (!run) return [];
      const named: typeof run = (payload, helpers) =>
        withJob({ task, id: String(helpers.job.id) }, () =>
          inSpan(
            `job ${task}`,
            { isRoot: true, attributes: { "job.id": String(helpers.job.id) } },
            async () => run(payload, helpers),
          ),
        );
      return [[task, named]];
    }),
  );
}
