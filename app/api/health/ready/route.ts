import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { isMigrated } from "@/db/readiness";
import { getOutboxState } from "@/lib/outbox/queries";

/** 200 only when the database answers and carries every migration of this build. A deep outbox is told, and still ready. */
export async function GET() {
  const database = await withinReach(async () => ({ migrated: await isMigrated(db()) }));
  const ready = database?.migrated === true;
  const status = ready ? "ready" : database ? "migrations-missing" : "database-away";
  const outbox = ready ? await withinReach(outboxToTell) : null;
  return Response.json(
    { status, ...(outbox && { outbox }) },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

async function outboxToTell() {
  const { waiting, oldestSeconds, lastError, lastErrorAt, held } = await getOutboxState(db(), {
    now: new Date(),
  });
  return { waiting, oldestSeconds, lastError, lastErrorAt, held };
}
