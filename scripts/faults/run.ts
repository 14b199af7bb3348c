import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { FaultPlan } from "../mailbox/faults";
import { randomFrom } from "../mailbox/random";
import type { Lifetime } from "../stack/lifetime";
import type { reportSteps } from "../stack/steps";
import { type CheckResult, checkFaults, checkMails } from "./checks";
import { startFaultEnvironment } from "./environment";
import { gatherEvidence, getRemainingWork, isIdle } from "./evidence";
import { signUnderFaults } from "./people";
import { startWorkers } from "./workers";

const WORKERS = 2;
const KILL_INTERVAL_MS = 2_000;
const POLL_INTERVAL_MS = 200;
/** Enough for all mails at one batch every three seconds, and for retried webhooks. */
const DRAIN_TIMEOUT_MS = 180_000;

type FaultRun = {
  seed: number;
  people: number;
  /** The period in which they sign. */
  overMs: number;
  lifetime: Lifetime;
  step: ReturnType<typeof reportSteps>;
};

export type Outcome = { findings: CheckResult[]; medianStartMs: number; workerErrors: string[] };

const simulatedFaults = (seed: number): FaultPlan => ({
  seed,
  tooMany: 0.3,
  serverError: 0.1,
  droppedAnswer: 0.1,
  slowAnswer: 600,
  webhooksLate: 4_000,
  webhooksTwice: 0.3,
  webhooksShuffled: 0.3,
});

/**
 * People sign while the mailbox simulates faults and workers are killed every two seconds. When all have signed, the killing
 * continues until half of the queued mails are sent, or for the same time again. Then the rest must be sent.
 */
export async function runUnderFaults({ seed, people, overMs, lifetime, step }: FaultRun): Promise<Outcome> {
  const onEvent = (name: string, event: string) => console.error(`${name} ${event}`);
  const environment = await startFaultEnvironment({
    faults: simulatedFaults(seed),
    lifetime,
    step,
    onEvent,
  });
  const sql = postgres(environment.databaseUrl, { max: 1 });
  lifetime.onStop(() => sql.end());
  const workers = startWorkers({ size: WORKERS, variables: environment.variables });
  lifetime.onStop(workers.stop);
  const { signal } = lifetime;
  const killing = setInterval(workers.killRunning, KILL_INTERVAL_MS);
  lifetime.onStop(async () => clearInterval(killing));
  await step(
    {
      doing: `${people} people sign, while workers are killed`,
      done: ({ twice }) => `${people} people have signed, ${twice} of them twice`,
    },
    () => signUnderFaults({ url: environment.appUrl, people, overMs, random: randomFrom(seed), signal }),
  );
  await waitForHalf({ sql, signal, step, timeoutMs: overMs });
  clearInterval(killing);
  await step(
    {
      doing: "Waiting for the last mail and the last event",
      done: (isDone) => (isDone ? "All mails and events have arrived" : "Some mails or events are missing"),
    },
    () => waitUntil(DRAIN_TIMEOUT_MS, signal, () => isIdle(sql, environment.mails)),
  );
  await workers.stop();
  const evidence = await gatherEvidence(sql, environment);
  return {
    findings: [...checkFaults(evidence, workers.killed()), ...checkMails(evidence, people)],
    medianStartMs: workers.medianStartMs(),
    workerErrors: workers.errors(),
  };
}

type HalfDrained = { sql: postgres.Sql; signal: AbortSignal; step: FaultRun["step"]; timeoutMs: number };

async function waitForHalf({ sql, signal, step, timeoutMs }: HalfDrained) {
  const { queued } = await getRemainingWork(sql);
  const half = Math.floor(queued / 2);
  await step(
    {
      doing: `Killing workers until ${queued - half} of ${queued} queued mails are sent`,
      done: (isDone) =>
        isDone ? `${queued - half} of ${queued} queued mails are sent` : "They were not sent in time",
    },
    () => waitUntil(timeoutMs, signal, async () => (await getRemainingWork(sql)).queued <= half),
  );
}

/** Polls a condition. Returns false if it is not true in time. */
export async function waitUntil(
  milliseconds: number,
  signal: AbortSignal,
  isTrue: () => Promise<boolean>,
): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    if (await isTrue()) return true;
    await pause(POLL_INTERVAL_MS, undefined, { signal });
  }
  return false;
}
