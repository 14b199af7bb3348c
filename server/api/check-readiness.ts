import { loadingCache, SourceUnavailable } from "@/app/_http/stale-while-revalidate";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isMigrated } from "@/lib/database-readiness";
import { getOutboxState } from "@/lib/outbox/outbox-state";
import { hasMetricsToken } from "../metrics-token";

/**
 * Returns 200 if the database is available and has every migration of this build, else 503. Only with `METRICS_TOKEN` the
 * response says why, and reports the outbox; a long one is still ready.
 */
export async function checkReadiness(request: Request): Promise<Response> {
  const database = await withDatabaseLimits(async () => ({ migrated: await isMigrated(db()) }));
  const ready = database?.migrated === true;
  const answer = { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } };
  if (!hasMetricsToken(request)) return jsonResponse({ status: ready ? "ready" : "not-ready" }, answer);
  const status = ready ? "ready" : database ? "migrations-missing" : "database-away";
  const outbox = ready ? await getOutboxReport() : null;
  return jsonResponse({ status, ...(outbox && { outbox }) }, answer);
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
