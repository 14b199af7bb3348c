import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { perProcess } from "@/db/singleton";
import { db, openPool } from "./database";
import { env } from "./env";
import { traceOf } from "./failures";
import { log } from "./log";
import type { PageChange } from "./page-changes";
import { replicaProgress } from "./replica-progress";
import { withTimeout } from "./with-timeout";

const MEASURE_EVERY_MS = 500;
/** A slower answer counts as none. */
const ANSWER_TIMEOUT_MS = 1_000;
/** After a failure the replica is not asked for so long. */
const AVOID_AFTER_FAILURE_MS = 1_000;

const state = perProcess("replica", () => ({
  pool: null as Database | null,
  progress: replicaProgress({ maxLagMs: env().DATABASE_REPLICA_MAX_LAG_SECONDS * 1_000 }),
  avoidUntil: 0,
}));

/**
 * Runs a read that may be outdated by a few seconds: on the replica if there is one, it is not too far behind, and it has every change
 * that this process knows pages must show; else on the primary, also if the replica fails. Never for what one person just did,
 * for guards, sessions, limits or writes.
 */
export async function readReplica<T>(read: (db: Database) => Promise<T>): Promise<T> {
  const { pool, progress, avoidUntil } = state();
  const now = performance.now();
  if (!pool || now < avoidUntil || !progress.isCurrent(now)) return read(db());
  const answer = await answerOf(() => read(pool));
  // Any error: a replica may also lack a column that a migration just added.
  return answer ? answer.value : read(db());
}

/** Null: the replica failed or took too long. */
async function answerOf<T>(ask: () => Promise<T>): Promise<{ value: T } | null> {
  const answer = await withTimeout(
    ask().then(
      (value) => ({ value }),
      (error: unknown) => {
        log().warn({ cause: traceOf(error) }, "the replica did not answer, and the primary is read");
        return null;
      },
    ),
    { timeoutMs: ANSWER_TIMEOUT_MS, otherwise: () => null },
  );
  if (!answer) state().avoidUntil = performance.now() + AVOID_AFTER_FAILURE_MS;
  return answer;
}

/** Tells the replica's readers of a change of public pages. Call it before pages are rendered anew. */
export function noteChangeForReplica(change: PageChange): void {
  state().progress.noteChange(change, performance.now());
}

/**
 * Opens `DATABASE_REPLICA_URL`, if it is set, and measures all the time how far it is behind. `onCaughtUp` receives changes that pages
 * may have been rendered without, once the replica has them.
 */
export function followReplica(onCaughtUp: (change: PageChange) => void) {
  const url = env().DATABASE_REPLICA_URL;
  if (!url) return { stop: () => {} };
  state().pool = openPool(url);
  let isMeasuring = false;
  const timer = setInterval(async () => {
    if (isMeasuring) return;
    isMeasuring = true;
    await measure();
    isMeasuring = false;
    for (const change of state().progress.takeArrived()) onCaughtUp(change);
  }, MEASURE_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Compares positions in the write-ahead log. A server that was promoted is its own primary. */
async function measure(): Promise<void> {
  const { pool, progress } = state();
  if (!pool) return;
  const askedAt = performance.now();
  const written = await positionOf(db(), sql`pg_current_wal_insert_lsn()`);
  progress.notePrimary(written, askedAt);
  const replayed = await positionOf(
    pool,
    sql`case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_insert_lsn() end`,
  );
  if (replayed === null) state().avoidUntil = performance.now() + AVOID_AFTER_FAILURE_MS;
  else progress.noteReplica(replayed);
}

/** Returns a position as a number of bytes. Null: the server did not answer in time. */
function positionOf(server: Database, position: ReturnType<typeof sql>): Promise<number | null> {
  const asking = server
    .execute(sql`select (${position} - '0/0'::pg_lsn)::float8 as bytes`)
    .then(([row]) => (typeof row?.bytes === "number" ? row.bytes : null))
    .catch(() => null);
  return withTimeout(asking, { timeoutMs: ANSWER_TIMEOUT_MS, otherwise: () => null });
}

/** How far the replica is behind, in seconds. Null without a replica. */
export function replicaLagSeconds(): number | null {
  const { pool, progress } = state();
  return pool && progress.lagMs(performance.now()) / 1_000;
}
