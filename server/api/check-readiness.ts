import { loadingCache, SourceUnavailable } from "@/app/_http/stale-while-revalidate";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isMigrated } from "@/lib/database-readiness";
import { getOutboxState } from "@/lib/outbox/outbox-state";
import { isStopping } from "@/lib/shutdown";
import { countProcesses, isStarting } from "../cluster/primary";
import { hasMetricsToken } from "../metrics-token";

/**
 * Returns 200 if the database is available and has every migration of this build, else 503. It is also 503 until all processes on this
 * port have started, and once they stop; while one of them is started again, the others are ready. Only with `METRICS_TOKEN` the
 * response says why, and reports the outbox and the processes; a long outbox is still ready.
 */
export async function checkReadiness(request: Request): Promise<Response> {
  const status = isStopping() ? "stopping" : isStarting() ? "starting" : await getDatabaseStatus();
  const ready = status === "ready";
  const answer = { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } };
  if (!hasMetricsToken(request)) return jsonResponse({ status: ready ? "ready" : "not-ready" }, answer);
  const outbox = ready ? await getOutboxReport() : null;
  const processes = countProcesses();
  return jsonResponse({ status, ...(outbox && { outbox }), ...(processes && { processes }) }, answer);
}

async function getDatabaseStatus() {
  const database = await withDatabaseLimits(async () => ({ migrated: await isMigrated(db()) }));
  if (!database) return "database-away";
  return database.migrated ? "ready" : "migrations-missing";
}

type OutboxReport = Awaited<ReturnType<typeof loadOutboxReport>>;

/** Queries at most once a second: counting a long outbox is slow. */
const outboxReports = loadingCache<OutboxReport>({
  name: "outbox-report",
  maxEntries: 1,
  freshMs: 1_000,
});

/** Returns null if the outbox cannot be read now: an old report would look like a current one. */
function getOutboxReport() {
  return outboxReports()
    .fetch("outbox", { context: loadOutboxReport })
    .catch((error: unknown) => {
      if (error instanceof SourceUnavailable) return null;
      throw error;
    });
}

async function loadOutboxReport() {
  const report = await withDatabaseLimits(async () => {
    const { waiting, oldestSeconds, lastError, lastErrorAt, held } = await getOutboxState(db(), {
      now: new Date(),
    });
    return { waiting, oldestSeconds, lastError, lastErrorAt, held };
  });
  if (!report) throw new SourceUnavailable();
  return report;
}
