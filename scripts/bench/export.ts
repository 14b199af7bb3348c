import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { desc, eq } from "drizzle-orm";
import getPort from "get-port";
import { campaignCounts, campaigns, exports, sessions, users } from "@/db/schema";
import { ensureBuild } from "../stack/build";
import type { Lifetime } from "../stack/lifetime";
import { startWeb, startWorker } from "../stack/parts";
import { waitUntilReady } from "../stack/readiness";
import { run } from "../stack/run";
import { childVariables } from "../stack/settings";
import type { reportSteps } from "../stack/steps";

const SAMPLE_INTERVAL_MS = 500;
const DAY_MS = 86_400_000;
const MB = 1024 * 1024;

export type Phase = { seconds: number; peakMb: number; driftMb: number };
export type ExportMeasurement = {
  format: string;
  rows: number;
  bytes: number;
  making: Phase;
  download: Phase;
};

type Step = ReturnType<typeof reportSteps>;

/**
 * Exports all signatures of the largest campaign in the database of `DATABASE_URL` (with its `APP_SECRET`): the worker makes the
 * file, the site serves the download. Measures the time and memory of both, then deletes the export.
 */
export async function measureExports(lifetime: Lifetime, step: Step): Promise<ExportMeasurement[]> {
  const { DATABASE_URL, APP_SECRET } = process.env;
  if (!DATABASE_URL || !APP_SECRET) throw new Error("DATABASE_URL and APP_SECRET are required.");
  await step({ doing: "Building the site", done: () => "Site is built" }, () =>
    ensureBuild({ signal: lifetime.signal }),
  );
  const settings = { port: await getPort(), mailboxPort: await getPort(), dataDir: "." };
  const own = { NODE_ENV: "production", APP_SECRET, DATABASE_URL, RESEND_WEBHOOK_SECRET: "" } as const;
  const variables = { ...childVariables(settings, own), LOG_LEVEL: "fatal" };
  Object.assign(process.env, variables);
  const silent = {
    variables,
    onLine: () => {},
    onEvent: (_name: string, event: string) => console.error(event),
  };
  const web = startWeb(silent);
  const worker = startWorker(silent);
  for (const part of [web, worker]) lifetime.onStop(part.stop);
  const url = `http://localhost:${settings.port}`;
  await waitUntilReady(`${url}/api/health/live`, lifetime.signal);
  const session = await signIn(lifetime);
  const measured: ExportMeasurement[] = [];
  for (const format of ["csv", "jsonl"] as const) {
    const doing = `Exporting all signatures as ${format}`;
    const done = ({ rows }: ExportMeasurement) => `${rows} signatures as ${format}`;
    measured.push(
      await step({ doing, done }, () =>
        exportAndDownload({ format, url, web, worker, ...session, lifetime }),
      ),
    );
  }
  return measured;
}

/** Creates a session of a member of staff who may export, and finds the largest campaign. Imports the product late, because it reads the environment when it is loaded. */
async function signIn(lifetime: Lifetime) {
  const { connect } = await import("@/db/client");
  const { sha256 } = await import("@/lib/crypto");
  const { newId } = await import("@/lib/ids");
  const db = connect(process.env.DATABASE_URL ?? "", 2);
  const actorId = newId();
  const token = randomBytes(32).toString("base64url");
  await db.insert(users).values({ id: actorId, email: `bench-${actorId}@example.org`, role: "campaigner" });
  lifetime.onStop(async () => {
    await db.delete(users).where(eq(users.id, actorId));
    await db.$client.end();
  });
  const expires = new Date(Date.now() + 7 * DAY_MS);
  await db.insert(sessions).values({ sessionToken: sha256(token), userId: actorId, expires });
  const [campaign] = await db
    .select({ id: campaigns.id, slug: campaigns.slug })
    .from(campaigns)
    .innerJoin(campaignCounts, eq(campaignCounts.campaignId, campaigns.id))
    .orderBy(desc(campaignCounts.confirmed))
    .limit(1);
  if (!campaign) throw new Error("No campaign has a signature.");
  return { db, actorId, token, campaign };
}

type ExportRun = Awaited<ReturnType<typeof signIn>> & {
  format: "csv" | "jsonl";
  url: string;
  web: { pid: () => number | undefined };
  worker: { pid: () => number | undefined };
  lifetime: Lifetime;
};

async function exportAndDownload({
  db,
  actorId,
  campaign,
  format,
  url,
  token,
  web,
  worker,
  lifetime,
}: ExportRun) {
  const { requestExport } = await import("@/lib/exports/request-export");
  const { COLUMNS } = await import("@/lib/exports/export-rows");
  const requested = await requestExport(db, {
    ...{ actorId, campaign, reason: "Measuring", locale: "en", filter: {}, now: new Date() },
    layout: { format, bom: false, columns: [...COLUMNS] },
  });
  if (!requested.id) throw new Error(`The export was refused: ${requested.outcome}.`);
  const { id } = requested;
  lifetime.onStop(async () => {
    await db.delete(exports).where(eq(exports.id, id));
  });
  const making = await measurePhase(worker.pid, () => untilReady(db, id, lifetime.signal));
  let bytes = 0;
  let lines = 0;
  const download = await measurePhase(web.pid, async () => {
    const answer = await fetch(`${url}/api/staff/exports/${id}`, {
      headers: { cookie: `groundswell-staff=${token}` },
      redirect: "manual",
    });
    if (answer.status !== 200) throw new Error(`The download failed with status ${answer.status}.`);
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines += 1;
    }
  });
  const [row] = await db
    .select({ rows: exports.rows, bytes: exports.bytes })
    .from(exports)
    .where(eq(exports.id, id));
  if (row?.bytes !== bytes) throw new Error(`${bytes} bytes arrived of ${row?.bytes}.`);
  if (lines < row.rows) throw new Error(`${lines} lines arrived of ${row.rows} rows.`);
  return { format, rows: row.rows, bytes, making, download };
}

async function untilReady(db: ExportRun["db"], id: string, signal: AbortSignal) {
  for (;;) {
    const [row] = await db.select().from(exports).where(eq(exports.id, id));
    if (row?.finishedAt) return;
    if (row?.failedAt) throw new Error("The export failed.");
    await pause(SAMPLE_INTERVAL_MS, undefined, { signal });
  }
}

/** Measures the duration of some work and the memory of a process meanwhile: its peak, and the drift from the second to the last quarter. */
async function measurePhase(pid: () => number | undefined, work: () => Promise<void>): Promise<Phase> {
  const samples: number[] = [];
  let isDone = false;
  const sampling = (async () => {
    while (!isDone) {
      samples.push((Number(await run(["ps", "-o", "rss=", "-p", String(pid())])) * 1024) / MB);
      await pause(SAMPLE_INTERVAL_MS);
    }
  })();
  const startedAt = performance.now();
  await work().finally(() => {
    isDone = true;
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  await sampling;
  const quarter = Math.ceil(samples.length / 4);
  const mean = (some: number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
  return {
    seconds,
    peakMb: Math.max(...samples),
    driftMb: mean(samples.slice(-quarter)) - mean(samples.slice(quarter, 2 * quarter)),
  };
}
