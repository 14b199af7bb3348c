import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { FaultPlan } from "../mailbox/faults";
import { randomFrom } from "../mailbox/random";
import type { Lifetime } from "../stack/lifetime";
import type { reportSteps } from "../stack/steps";
import { type CheckResult, checkFaults, checkMails } from "./checks";
import { startFaultEnvironment } from "./environment";
import { describeUnfinished, gatherEvidence, isIdle } from "./evidence";
import { signUnderFaults } from "./people";
import { startWorkers } from "./workers";

const WORKERS = 2;
const KILL_EVERY_MS = 2_000;
const LOOK_EVERY_MS = 200;
/** Enough for all mails at one batch every three seconds, and for webhooks that nobody took at first. */
const DRAIN_WITHIN_MS = 180_000;

export type FaultRun = {
  seed: number;
  people: number;
  /** Over how long they sign. */
  overMs: number;
  lifetime: Lifetime;
  step: ReturnType<typeof reportSteps>;
};

export type Outcome = { findings: CheckResult[]; medianStartMs: number; complaints: string[] };

const planOf = (seed: number): FaultPlan => ({
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
 * People sign while the mailbox misbehaves and the workers are killed every two seconds. The killing goes on until half of
 * the mails that waited at the end of the signing are out, or for as long again; then whatever is left has to get through.
 */
export async function runUnderFaults({ seed, people, overMs, lifetime, step }: FaultRun): Promise<Outcome> {
  const tell = (name: string, event: string) => console.error(`${name} ${event}`);
  const ground = await startFaultEnvironment({ faults: planOf(seed), lifetime, step, onEvent: tell });
  const sql = postgres(ground.databaseUrl, { max: 1 });
  lifetime.onStop(() => sql.end());
  const crew = startWorkers({ size: WORKERS, variables: ground.variables });
  lifetime.onStop(crew.stop);
  const { signal } = lifetime;
  const killing = setInterval(crew.strike, KILL_EVERY_MS);
  lifetime.onStop(async () => clearInterval(killing));
  await step(
    {
      doing: `${people} people sign, while workers are killed`,
      done: ({ twice }) => `${people} people have signed, ${twice} of them twice`,
    },
    () => signUnderFaults({ url: ground.appUrl, people, overMs, random: randomFrom(seed), signal }),
  );
  await halveTheRest({ sql, signal, step, withinMs: overMs });
  clearInterval(killing);
  await step(
    {
      doing: "Waiting for the last mail and the last event",
      done: (quiet) => (quiet ? "All is quiet" : "It did not become quiet"),
    },
    () => waitUntil(DRAIN_WITHIN_MS, signal, () => isIdle(sql, ground.mails)),
  );
  await crew.stop();
  const evidence = await gatherEvidence(sql, ground);
  return {
    findings: [...checkFaults(evidence, crew.killed()), ...checkMails(evidence, people)],
    medianStartMs: crew.medianStartMs(),
    complaints: crew.complaints(),
  };
}

type Halving = { sql: postgres.Sql; signal: AbortSignal; step: FaultRun["step"]; withinMs: number };

async function halveTheRest({ sql, signal, step, withinMs }: Halving) {
  const { waiting } = await describeUnfinished(sql);
  const half = Math.floor(waiting / 2);
  await step(
    {
      doing: `Killing on until ${waiting - half} of ${waiting} waiting mails are out`,
      done: (halved) =>
        halved ? `${waiting - half} of ${waiting} waiting mails are out` : "They did not get out",
    },
    () => waitUntil(withinMs, signal, async () => (await describeUnfinished(sql)).waiting <= half),
  );
}

/** Looks again and again; false when it has not come true in time. */
export async function waitUntil(
  milliseconds: number,
  signal: AbortSignal,
  isTrue: () => Promise<boolean>,
): Promise<boolean> {
  const giveUpAt = performance.now() + milliseconds;
  while (performance.now() < giveUpAt) {
    if (await isTrue()) return true;
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
  return false;
}
