import type { JobHelpers, Task, TaskList } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { purgeExpiredSignIns } from "@/lib/auth/sign-in-link";
import { purgeSignInRequests } from "@/lib/auth/sign-in-request";
import {
  EXPORT_FLAG,
  EXPORT_TASK,
  enqueueAbandonedExports,
  enqueueExport,
} from "@/lib/exports/enqueue-export";
import { purgeExpiredFiles } from "@/lib/exports/request-export";
import { firstCause } from "@/lib/failures";
import { log } from "@/lib/log";
import { purgeAddressChanges } from "@/lib/me/request-address-change";
import { purgeMailEvents } from "@/lib/outbox/mail-events";
import { closeDays } from "@/lib/proof/close-days";
import { purgeMinuteTallies } from "@/lib/reporting/fold-count-events";
import { listMiscounts } from "@/lib/reporting/miscounts";
import { purgeVisitors } from "@/lib/sharing/purge-visitors";
import { applyRetentionNow } from "./apply-retention";
import { nameJobs } from "./name-jobs";
import { reconcileMail } from "./reconcile-mail";
import { purgeAllUnconfirmed, remindAllUnconfirmed } from "./remind-and-purge-unconfirmed";
import { REPEATING_TASKS, repeatingTasks } from "./repeating-tasks";
import type { Queue } from "./run-queue";
import { CRONTAB } from "./schedule";
import { unlessReadOnly } from "./unless-read-only";
import { writeExport } from "./write-export";

/** Everything that the worker runs from its queue. */
export function queueOf(db: Database): Queue {
  let exportsInProgress = 0;
  async function oneExportAtATime(payload: unknown, stopping: AbortSignal) {
    const { exportId } = exportJob.parse(payload);
    // Two slots may fetch exports at the same time, because neither sees the other's flag: the second export goes back into the
    // queue.
    if (exportsInProgress > 0) return enqueueExport(db, exportId);
    exportsInProgress += 1;
    try {
      await writeExport(db, { id: exportId, stopping });
    } finally {
      exportsInProgress -= 1;
    }
  }
  return {
    tasks: (stopping) =>
      nameJobs(
        unlessReadOnly(db, {
          ...repeatingTasks(db),
          ...scheduledTasks(db),
          [EXPORT_TASK]: withFirstCause((payload) => oneExportAtATime(payload, stopping)),
        }),
      ),
    crontab: CRONTAB,
    standing: [...REPEATING_TASKS, "resume-exports", "close-proof-days"],
    // One export at a time in each process: further ones must not fill all slots.
    forbiddenFlags: () => (exportsInProgress > 0 ? [EXPORT_FLAG] : null),
  };
}

const exportJob = z.object({ exportId: z.uuid() });

/** Every task is idempotent, and safe to run concurrently with itself. */
function scheduledTasks(db: Database): TaskList {
  const tasks: Record<string, Task> = {
    "compare-counts": () => compareCounts(db),
    "close-proof-days": skippedWhileRunning(() => closeProofDays(db)),
    "purge-sign-ins": async () => {
      await purgeExpiredSignIns(db, { now: new Date() });
      await purgeSignInRequests(db, { now: new Date() });
    },
    "reconcile-mail": skippedWhileRunning(() => reconcileMail(db)),
    "purge-address-changes": () => purgeAddressChanges(db, { now: new Date() }),
    "purge-mail-events": () => purgeMailEvents(db, { now: new Date() }),
    "remind-unconfirmed": skippedWhileRunning(() => remindAllUnconfirmed(db)),
    "purge-unconfirmed": skippedWhileRunning(() => purgeAllUnconfirmed(db)),
    "apply-retention": skippedWhileRunning(() => applyRetentionNow(db)),
    "purge-minute-tallies": () => purgeMinuteTallies(db, { now: new Date() }),
    "purge-visitors": () => purgeVisitors(db, { now: new Date() }),
    "purge-expired-exports": async () => {
      await purgeExpiredFiles(db, { now: new Date() });
    },
    "resume-exports": () => enqueueAbandonedExports(db, { now: new Date() }),
    "purge-failed-jobs": (_, { query }) => purgeFailedJobs(query),
  };
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, withFirstCause(task)]));
}

/** Skips a run while the previous one is still running in this process, so that a long task does not fill its slots. */
function skippedWhileRunning(run: () => Promise<unknown>): Task {
  let isRunning = false;
  return async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      await run();
    } finally {
      isRunning = false;
    }
  };
}

/**
 * Rethrows the innermost cause of a failure: graphile-worker stores and logs error messages, and Drizzle's contain the parameters
 * of the statement, such as addresses.
 */
function withFirstCause(task: Task): Task {
  return async (payload, helpers) => {
    try {
      await task(payload, helpers);
    } catch (error) {
      throw firstCause(error);
    }
  };
}

/** Logs each campaign whose public count is wrong. Corrects nothing: a wrong count is a bug to be understood. */
async function compareCounts(db: Database) {
  for (const miscount of await listMiscounts(db))
    log().error(miscount, "a count differs from its signatures");
}

/** Closes the days that are over in the public logs. */
async function closeProofDays(db: Database) {
  const closed = await closeDays(db, { now: new Date() });
  if (closed.length > 0) log().info({ days: closed.length }, "days were closed in the public logs");
}

const KEEP_FAILED_JOBS_DAYS = 7;

/** Deletes old jobs that will not be tried again, among them those that killed workers left behind. */
async function purgeFailedJobs(query: JobHelpers["query"]) {
  await query(
    `select graphile_worker.complete_jobs(array(
       select id from graphile_worker.jobs
       where attempts >= max_attempts and updated_at < now() - make_interval(days => $1)))`,
    [KEEP_FAILED_JOBS_DAYS],
  );
}
