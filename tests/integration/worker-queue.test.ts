import { eq, sql } from "drizzle-orm";
import type { JobHelpers } from "graphile-worker";
import postgres from "postgres";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { exports } from "@/db/schema";
import { enqueueAbandonedExports, enqueueExport } from "@/lib/exports/enqueue-export";
import { leaseExport } from "@/lib/exports/make-export";
import { requestPack } from "@/lib/exports/request-export";
import { newId } from "@/lib/ids";
import { repeating } from "@/lib/jobs/repeating-tasks";
import { type Queue, runQueue } from "@/lib/jobs/run-queue";
import { queueOf } from "@/lib/jobs/tasks";
import { writeExport } from "@/lib/jobs/write-export";
import { aDatabase } from "../support/database";
import { aCampaignToExport, addSignature, REASON } from "../support/exports";

const SOON = { timeout: 15_000, interval: 50 };

const { db, owner, url, drop } = await aDatabase();
const server = postgres(Object.assign(new URL(url), { pathname: "/postgres" }).href, { max: 1 });
afterAll(async () => {
  await drop();
  await server.end();
});

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await owner.execute(sql`delete from graphile_worker._private_jobs`);
});

/** Runs a queue until `stop` is called, or the test ends. */
function start(queue: Queue) {
  const stopping = new AbortController();
  const running = runQueue(queue, { url, stopping: stopping.signal });
  const stop = () => {
    stopping.abort();
    return running;
  };
  stops.push(() => stop().catch(() => {}));
  return { running, stop };
}

/** A queue with one repeating task. */
function queueWith(step: () => Promise<number>): Queue {
  return {
    tasks: () => ({ tick: repeating("tick", step) }),
    crontab: "",
    standing: ["tick"],
    forbiddenFlags: () => null,
  };
}

const listJobs = (name: string) =>
  owner.execute<{ key: string | null; locked: boolean; isDue: boolean }>(sql`
    select key, locked_at is not null as locked, run_at <= now() as "isDue"
    from graphile_worker.jobs where task_identifier = ${name} order by id`);

/** As a killed worker leaves it: locked, for four hours. */
async function lockJobOfKilledWorker(key: string) {
  const locked = await owner.execute(sql`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed', attempts = attempts + 1
    where key = ${key} returning id`);
  expect(locked).toHaveLength(1);
}

test("a repeating task continues after a failed step, and has one job at a time", async () => {
  let steps = 0;
  start(
    queueWith(async () => {
      steps += 1;
      if (steps === 1) throw new Error("this step fails");
      return 10;
    }),
  );
  await vi.waitFor(() => expect(steps).toBeGreaterThan(3), SOON);
  expect((await listJobs("tick")).filter(({ key }) => key !== null)).toHaveLength(1);
});

test("a waiting repeating task keeps its time when another worker starts", async () => {
  let steps = 0;
  const queue = queueWith(async () => {
    steps += 1;
    return 3_600_000;
  });
  const first = start(queue);
  await vi.waitFor(async () => expect(await listJobs("tick")).toMatchObject([{ isDue: false }]), SOON);
  await first.stop();
  const second = start(queue);
  await vi.waitFor(async () => {
    const [job] = await owner.execute<{ revision: number }>(
      sql`select revision from graphile_worker.jobs where key = 'tick'`,
    );
    expect(job?.revision).toBeGreaterThan(0);
  }, SOON);
  await second.stop();
  expect(steps).toBe(1);
});

test("a worker that starts takes over the repeating task of a killed one", async () => {
  await owner.execute(sql`select graphile_worker.add_job('tick', job_key => 'tick', max_attempts => 1)`);
  await lockJobOfKilledWorker("tick");
  let steps = 0;
  start(
    queueWith(async () => {
      steps += 1;
      return 10;
    }),
  );
  await vi.waitFor(() => expect(steps).toBeGreaterThan(1), SOON);
});

test("the crontab revives each repeating task every minute", async () => {
  const { crontab, standing } = queueOf(db);
  for (const name of standing) expect(crontab).toContain(`* * * * * ${name} ?jobKey=${name}`);
});

test("a queue that loses the database throws, and can be run again", async () => {
  vi.spyOn(console, "trace").mockImplementation(() => {}); // graphile-worker's own report of a lost slot
  let steps = 0;
  const queue = queueWith(async () => {
    steps += 1;
    return 10;
  });
  const { running } = start(queue);
  const failed = expect(running).rejects.toThrow();
  await vi.waitFor(() => expect(steps).toBeGreaterThan(0), SOON);
  const database = new URL(url).pathname.slice(1);
  await server`alter database ${server(database)} with allow_connections false`;
  await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database}`;
  await failed;
  await server`alter database ${server(database)} with allow_connections true`;
  const before = steps;
  start(queue);
  await vi.waitFor(() => expect(steps).toBeGreaterThan(before), SOON);
});

// Needs patches/graphile-worker+0.16.6.patch: without it an unhandled rejection ends the process; here it fails the run.
test("a crontab that cannot be recorded fails the queue, not the process", async () => {
  await owner.execute(sql`alter table graphile_worker._private_known_crontabs rename to moved`);
  const { running } = start(queueWith(async () => 10));
  await expect(running).rejects.toThrow("_private_known_crontabs");
  await owner.execute(sql`alter table graphile_worker.moved rename to _private_known_crontabs`);
});

async function aRequestedPack() {
  const { campaign, actorId } = await aCampaignToExport(db);
  await addSignature(db, campaign.slug);
  const answer = await requestPack(db, { campaign, actorId, reason: REASON, locale: "en", now: new Date() });
  if (!answer.id) throw new Error(`the request was answered ${answer.outcome}`);
  return answer.id;
}

const isFinished = async (id: string) => {
  const [row] = await db.select().from(exports).where(eq(exports.id, id));
  return row?.finishedAt != null;
};

test("a requested export is written", async () => {
  const id = await aRequestedPack();
  start(queueOf(db));
  await vi.waitFor(async () => expect(await isFinished(id)).toBe(true), SOON);
});

test("a job is added in the transaction of its request, or not at all", async () => {
  const rolledBack = db.transaction(async (tx) => {
    await enqueueExport(tx, newId());
    throw new Error("rolled back");
  });
  await expect(rolledBack).rejects.toThrow("rolled back");
  expect(await listJobs("make-export")).toEqual([]);
});

test("an export of a killed worker is continued once its lease has expired, and not before", async () => {
  const id = await aRequestedPack();
  await lockJobOfKilledWorker(`export:${id}`);
  const startedAt = new Date();
  expect(await leaseExport(db, { id, now: startedAt })).not.toBeNull();
  await enqueueAbandonedExports(db, { now: startedAt });
  expect((await listJobs("make-export")).filter(({ locked }) => !locked)).toEqual([]);
  await db
    .update(exports)
    .set({ leasedUntil: new Date(0) })
    .where(eq(exports.id, id));
  start(queueOf(db)); // at its start it looks for abandoned exports
  await vi.waitFor(async () => expect(await isFinished(id)).toBe(true), SOON);
});

test("a stopping worker releases its export and adds a job that continues it", async () => {
  const id = await aRequestedPack();
  await owner.execute(sql`delete from graphile_worker._private_jobs`);
  await writeExport(db, { id, stopping: AbortSignal.abort() });
  const [row] = await db.select().from(exports).where(eq(exports.id, id));
  expect(row).toMatchObject({ finishedAt: null, leasedUntil: null, leaseToken: null });
  expect(await listJobs("make-export")).toHaveLength(1);
  start(queueOf(db));
  await vi.waitFor(async () => expect(await isFinished(id)).toBe(true), SOON);
});

test("of two exports that start in the same moment one waits, so that exports do not fill the worker", async () => {
  const ids = [await aRequestedPack(), await aRequestedPack()];
  await owner.execute(sql`delete from graphile_worker._private_jobs`);
  const write = await taskOf("make-export");
  await Promise.all(ids.map((exportId) => write({ exportId })));
  expect(await Promise.all(ids.map(isFinished))).toEqual([true, false]);
  expect(await listJobs("make-export")).toMatchObject([{ key: `export:${ids[1]}`, locked: false }]);
});

/** Returns a task of the worker's queue as a function. Our tasks do not use graphile-worker's helpers. */
async function taskOf(name: string) {
  const { tasks } = queueOf(db);
  const task = tasks(new AbortController().signal)[name];
  if (typeof task !== "function") throw new Error(`there is no task ${name}`);
  const helpers = await new Promise<JobHelpers>((resolve) => {
    start({
      tasks: () => ({ "lend-helpers": async (_payload, lent) => resolve(lent) }),
      crontab: "",
      standing: ["lend-helpers"],
      forbiddenFlags: () => null,
    });
  });
  return (payload: unknown) => task(payload, helpers);
}
