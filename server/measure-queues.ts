import { Gauge } from "prom-client";
import { loadingCache, SourceUnavailable } from "@/app/_http/stale-while-revalidate";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { inLane } from "@/lib/lane";
import { getOutboxState } from "@/lib/outbox/outbox-state";
import { listJobFigures } from "@/lib/reporting/job-figures";
import { metricsRegistry } from "./metrics";

/** All processes report the same figures of one database: the metrics of several are not added. */
const ONE_DATABASE = { aggregator: "max" } as const;

type Queues = Awaited<ReturnType<typeof readQueues>>;

/** Counting a long outbox is slow. */
const queues = loadingCache<Queues>({ name: "queue-figures", maxEntries: 1, freshMs: 1_000 });

/** Measures what waits in the database: mails and jobs. While it is unavailable, these metrics are absent. */
export function measureQueues(): void {
  const gauges = {
    waiting: gauge("outbox_waiting", "Mails that wait to be sent"),
    oldest: gauge("outbox_oldest_seconds", "Age of the oldest of them"),
    held: gauge("outbox_held_batches", "Sent batches whose outcome is unknown and is looked up"),
    late: gauge("jobs_late_seconds", "How long the oldest job of a task has been due", ["task"]),
  };
  const jobs = new Gauge({
    name: "jobs",
    help: "Jobs of the worker's queue by task and state: waiting, running, or failed for good",
    labelNames: ["task", "state"],
    registers: [metricsRegistry()],
    ...ONE_DATABASE,
    // The first metric to be collected fills all of them.
    collect: async () => {
      jobs.reset();
      for (const each of Object.values(gauges)) each.reset();
      const read = await getQueues();
      if (!read) return;
      gauges.waiting.set(read.outbox.waiting);
      gauges.oldest.set(read.outbox.oldestSeconds ?? 0);
      gauges.held.set(read.outbox.held);
      for (const { task, lateSeconds, waiting, running, failed } of read.jobs) {
        gauges.late.set({ task }, lateSeconds);
        for (const [state, count] of Object.entries({ waiting, running, failed }))
          jobs.set({ task, state }, count);
      }
    },
  });
}

function gauge(name: string, help: string, labelNames: string[] = []) {
  return new Gauge({ name, help, labelNames, registers: [metricsRegistry()], ...ONE_DATABASE });
}

async function getQueues(): Promise<Queues | null> {
  try {
    return (await queues().fetch("queues", { context: readQueues })) ?? null;
  } catch (error) {
    if (error instanceof SourceUnavailable) return null;
    throw error;
  }
}

async function readQueues() {
  const read = await inLane("internal", () =>
    withDatabaseLimits(async () => {
      const [outbox, jobs] = await Promise.all([
        getOutboxState(db(), { now: new Date() }),
        listJobFigures(db()),
      ]);
      return { outbox, jobs };
    }),
  );
  if (!read) throw new SourceUnavailable();
  return read;
}
