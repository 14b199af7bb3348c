import { loadingCache, SourceUnavailable } from "@/app/_http/stale-while-revalidate";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isMigrated } from "@/lib/database-readiness";
import { getOutboxState } from "@/lib/outbox/outbox-state";

/** Returns 200 if the database is available and has every migration of this build. Reports the outbox; a long one is still ready. */
export async function GET() {
  const database = await withDatabaseLimits(async () => ({ migrated: await isMigrated(db()) }));
  const ready = database?.migrated === true;
  const status = ready ? "ready" : database ? "migrations-missing" : "database-away";
  const outbox = ready ? await getOutboxReport() : null;
  return Response.json(
    { status, ...(outbox && { outbox }) },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

type OutboxReport = Awaited<ReturnType<typeof loadOutboxReport>>;

/** Queries at most once a second: this address is public, and counting a long outbox is slow. */
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
