import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startMailbox } from "../mailbox/server";
import type { Lifetime } from "../stack/lifetime";
import { startWorker } from "../stack/parts";
import { run } from "../stack/run";
import type { reportSteps } from "../stack/steps";
import { SAMPLE_CAMPAIGN, startBenchDatabase } from "./bench-database";
import { median } from "./percentile";

const MAILS = 20_000;
/** Resend's default limit. */
const CALLS_PER_SECOND = 5;
const SIGNING_CONNECTIONS = 10;
const SAMPLE_INTERVAL_MS = 500;
const DRAIN_TIMEOUT_MS = 15 * 60 * 1_000;
/** The share of the mails before memory is sampled, because it grows at first. */
const WARM_UP_SHARE = 0.2;

export type DrainMeasurement = {
  mails: number;
  seconds: number;
  perMinute: number;
  /** Resident memory of the worker after the warm-up, in MB; `drift` from the first to the last quarter of the samples. */
  memory: { min: number; median: number; max: number; drift: number };
};

type Step = ReturnType<typeof reportSteps>;

/** Measures how fast one worker sends 20,000 queued confirmation mails, and its memory. */
export async function measureDrain(lifetime: Lifetime, step: Step): Promise<DrainMeasurement> {
  const { variables, mailboxPort, dataDir } = await step(
    { doing: "Starting a database", done: () => "Database is running" },
    () => startBenchDatabase(lifetime),
  );
  await step(
    { doing: `${MAILS} people sign`, done: () => `${MAILS} people have signed, their mails are queued` },
    () => signAll(variables.DATABASE_URL ?? "", lifetime.signal),
  );
  let accepted = 0;
  const mailbox = await startMailbox({
    directory: join(dataDir, "mailbox"),
    port: mailboxPort,
    perSecond: CALLS_PER_SECOND,
    onAccepted: [() => (accepted += 1)],
  });
  lifetime.onStop(mailbox.stop);
  return step(
    { doing: "One worker sends the mails", done: ({ seconds }) => `Sent in ${seconds.toFixed(0)} s` },
    () => drain({ variables, lifetime, countAccepted: () => accepted }),
  );
}

/** Imports the product late, because it reads the environment when it is loaded. */
async function signAll(databaseUrl: string, signal: AbortSignal) {
  const { connect } = await import("@/db/client");
  const { signCampaign } = await import("@/lib/signatures/sign");
  const { requireEmailAddress } = await import("@/lib/supporters/address");
  const db = connect(databaseUrl, SIGNING_CONNECTIONS);
  let next = 0;
  const signNext = async () => {
    while (next < MAILS) {
      signal.throwIfAborted();
      next += 1;
      await signCampaign(db, {
        campaign: SAMPLE_CAMPAIGN,
        name: `Reader ${next}`,
        email: requireEmailAddress(`reader-${next}@example.org`),
        display: "anonymous",
        deliver: "name",
        updates: false,
        locale: "en",
      });
    }
  };
  await Promise.all(Array.from({ length: SIGNING_CONNECTIONS }, signNext));
  await db.$client.end();
}

type Draining = { variables: NodeJS.ProcessEnv; lifetime: Lifetime; countAccepted: () => number };

async function drain({ variables, lifetime, countAccepted }: Draining): Promise<DrainMeasurement> {
  const startedAt = performance.now();
  const errors: string[] = [];
  const worker = startWorker({
    variables: { ...variables, LOG_LEVEL: "warn" },
    onLine: (_name, line) => errors.push(line),
    onEvent: (_name, event) => errors.push(event),
  });
  lifetime.onStop(worker.stop);
  const samples: number[] = [];
  while (countAccepted() < MAILS) {
    await pause(SAMPLE_INTERVAL_MS, undefined, { signal: lifetime.signal });
    if (countAccepted() > MAILS * WARM_UP_SHARE) samples.push(await residentMb(worker.pid()));
    if (performance.now() - startedAt > DRAIN_TIMEOUT_MS)
      throw new Error(`Only ${countAccepted()} mails were sent.\n${errors.slice(-10).join("\n")}`);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  return { mails: MAILS, seconds, perMinute: (MAILS / seconds) * 60, memory: summarizeMemory(samples) };
}

async function residentMb(pid = 0): Promise<number> {
  return Number(await run(["ps", "-o", "rss=", "-p", String(pid)])) / 1_024;
}

function summarizeMemory(samples: number[]): DrainMeasurement["memory"] {
  const quarter = Math.ceil(samples.length / 4);
  return {
    min: Math.min(...samples),
    median: median(samples),
    max: Math.max(...samples),
    drift: median(samples.slice(-quarter)) - median(samples.slice(0, quarter)),
  };
}
