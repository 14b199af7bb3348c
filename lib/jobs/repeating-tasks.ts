import type { JobHelpers, Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { ANSWER_BATCH_SIZE, answerSignInRequests } from "@/lib/auth/sign-in-request";
import { raiseGoals } from "@/lib/campaigns/raise-goals";
import { recordMilestones } from "@/lib/campaigns/record-milestones";
import { log } from "@/lib/log";
import { answerLinkRequests, LINK_BATCH_SIZE } from "@/lib/me/request-link";
import { pagesChanged } from "@/lib/page-changes";
import { foldCountEvents, MIN_FULL_FOLD } from "@/lib/reporting/fold-count-events";
import { measureDelivery } from "@/lib/reporting/measure-delivery";
import { measurePending } from "@/lib/reporting/measure-pending";
import { alertSurges } from "./alert-surges";
import { announceScheduledChanges } from "./announce-scheduled-changes";
import { applyEvents } from "./apply-mail-events";
import { erasePeople } from "./erase-people";
import { runStep } from "./repeat";

const ANSWER_EVERY_MS = 1_000;
const ERASE_EVERY_MS = 2_000;
const FOLD_EVERY_MS = 2_000;
const RAISE_EVERY_MS = 3_000;
const RECORD_EVERY_MS = 3_000;
const ANNOUNCE_EVERY_MS = 1_500;

/** The minimum delay between measurements. */
const MIN_MEASURING_DELAY_MS = 5_000;
/** The delay is 20 times the duration of the measurement, so that measuring uses at most a twentieth of one connection. */
const MEASURING_DELAY_FACTOR = 20;

/** Tasks that repeat more often than once a minute. */
export const REPEATING_TASKS = [
  "answer-sign-in-requests",
  "answer-link-requests",
  "erase-people",
  "fold-tallies",
  "raise-goals",
  "record-milestones",
  "announce-scheduled-changes",
  "apply-mail-events",
  "alert-surges",
  "measure-delivery",
  "measure-pending",
] as const;

/**
 * One step per task, which returns the milliseconds until the next one. Two workers may run the same step at once: each
 * locks or compares the rows that it changes, or gives way to the one that holds its advisory lock.
 */
export function repeatingTasks(db: Database): Record<(typeof REPEATING_TASKS)[number], Task> {
  return {
    "answer-sign-in-requests": repeating("answer-sign-in-requests", () => answerRequests(db)),
    "answer-link-requests": repeating("answer-link-requests", () => answerLinks(db)),
    "erase-people": repeating("erase-people", () => eraseAll(db)),
    "fold-tallies": repeating("fold-tallies", () => foldTallies(db)),
    "raise-goals": repeating("raise-goals", () => raiseAllGoals(db)),
    "record-milestones": repeating("record-milestones", () => recordAllMilestones(db)),
    "announce-scheduled-changes": repeating("announce-scheduled-changes", () => announceAll(db)),
    "apply-mail-events": repeating("apply-mail-events", applyEvents(db)),
    "alert-surges": repeating("alert-surges", () => alertSurges(db)),
    "measure-delivery": repeating("measure-delivery", () =>
      measure(() => measureDelivery(db, { now: new Date() })),
    ),
    "measure-pending": repeating("measure-pending", () =>
      measure(() => measurePending(db, { now: new Date() })),
    ),
  };
}

const progress = z.object({ failures: z.number().int() }).catch({ failures: 0 });

/**
 * Returns a task that runs its step and schedules its next run (the job key is the task's name), also after a failure. If the
 * worker is killed in between, the crontab adds the job again within a minute, and every worker does at its start.
 */
export function repeating(name: string, step: () => Promise<number>): Task {
  return async (payload, { query }) => {
    const { delayMs, failures } = await runStep(name, { failures: progress.parse(payload).failures, step });
    await addNextJob(query, { name, delayMs, failures });
  };
}

type Next = { name: string; delayMs: number; failures: number };

/** Schedules the next run of a repeating task by the clock of the database, which decides when a job is due. */
export async function addNextJob(query: JobHelpers["query"], { name, delayMs, failures }: Next) {
  await query(
    `select graphile_worker.add_job($1, json_build_object('failures', $2::int), job_key => $1, max_attempts => 1,
       run_at => now() + make_interval(secs => $3))`,
    [name, failures, delayMs / 1_000],
  );
}

async function answerRequests(db: Database): Promise<number> {
  const answered = await answerSignInRequests(db, { now: new Date() });
  return answered >= ANSWER_BATCH_SIZE ? 0 : ANSWER_EVERY_MS;
}

async function answerLinks(db: Database): Promise<number> {
  const answered = await answerLinkRequests(db);
  return answered >= LINK_BATCH_SIZE ? 0 : ANSWER_EVERY_MS;
}

async function eraseAll(db: Database): Promise<number> {
  await erasePeople(db, { now: new Date() });
  return ERASE_EVERY_MS;
}

async function foldTallies(db: Database): Promise<number> {
  const folded = await foldCountEvents(db);
  return folded >= MIN_FULL_FOLD ? 0 : FOLD_EVERY_MS;
}

async function raiseAllGoals(db: Database): Promise<number> {
  for (const raised of await raiseGoals(db)) {
    log().info(raised, "a goal has been raised");
    await pagesChanged(db, { campaign: raised.slug });
  }
  return RAISE_EVERY_MS;
}

async function recordAllMilestones(db: Database): Promise<number> {
  const reached = await recordMilestones(db, { now: new Date() });
  for (const milestone of reached) log().info(milestone, "a campaign has reached a milestone");
  // Also on the feeds, which link to the campaign only from now on.
  if (reached.length > 0) await pagesChanged(db);
  return RECORD_EVERY_MS;
}

/** A late run announces what was due since the one before it. */
async function announceAll(db: Database): Promise<number> {
  await announceScheduledChanges(db, { withinMs: 2 * ANNOUNCE_EVERY_MS });
  return ANNOUNCE_EVERY_MS;
}

/** Measures, and returns the milliseconds until the next time. */
export async function measure(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return Math.max(MIN_MEASURING_DELAY_MS, MEASURING_DELAY_FACTOR * (performance.now() - startedAt));
}
