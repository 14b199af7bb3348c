import type { Task, TaskList } from "graphile-worker";
import type { Database } from "@/db/client";
import { EXPORT_TASK } from "@/lib/exports/enqueue-export";
import { getSetting } from "@/lib/settings/get-setting";
import { addNextJob, REPEATING_TASKS } from "./repeating-tasks";

/** A task that repeats every few seconds asks again after this time. */
const ASK_AGAIN_MS = 1_000;

/** Tasks that change nothing that the public sees. Everything else waits until the site is no longer read-only. */
const GOES_ON = new Set<string>([
  "answer-sign-in-requests",
  "announce-scheduled-changes",
  "apply-mail-events",
  "measure-delivery",
  "measure-pending",
  "compare-counts",
  "reconcile-mail",
  "resume-exports",
  "purge-sign-ins",
  "purge-failed-jobs",
  "purge-expired-exports",
  EXPORT_TASK,
]);

/** Returns the tasks, of which those that change what the public sees do nothing while the site is read-only. */
export function unlessReadOnly(db: Database, tasks: TaskList): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).flatMap(([name, task]) => {
      if (!task) return [];
      return [[name, GOES_ON.has(name) ? task : waiting(db, { name, task })]];
    }),
  );
}

function waiting(db: Database, { name, task }: { name: string; task: Task }): Task {
  return async (payload, helpers) => {
    if (!(await getSetting(db, "read-only")).on) return task(payload, helpers);
    if (REPEATING_TASKS.some((repeating) => repeating === name))
      await addNextJob(helpers.query, { name, delayMs: ASK_AGAIN_MS, failures: 0 });
  };
}
