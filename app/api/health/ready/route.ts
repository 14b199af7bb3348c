import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isMigrated } from "@/lib/database-readiness";
import { getOutboxState } from "@/lib/outbox/outbox-state";

/** 200 only when the database answers and carries every migration of this build. A deep outbox is told, and still ready. */
export async function GET() {
  const database = await withDatabaseLimits(async () => ({ migrated: await isMigrated(db()) }));
  const ready = database?.migrated === true;
  const status = ready ? "ready" : database ? "migrations-missing" : "database-away";
  const outbox = ready ? await outboxToTell() : null;
  return Response.json(
    { status, ...(outbox && { outbox }) },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

const LOOK_EVERY_MS = 1_000;
let look: { at: number; outbox: ReturnType<typeof readOutbox> } | undefined;

/** At most one look a second: anybody may ask, and counting a deep outbox takes its time just when there is none. */
function outboxToTell() {
  const now = Date.now();
  if (!look || now - look.at >= LOOK_EVERY_MS) look = { at: now, outbox: readOutbox() };
  return look.outbox;
}

function readOutbox() {
  return withDatabaseLimits(async () => {
    const { waiting, oldestSeconds, lastError, lastErrorAt, held } = await getOutboxState(db(), {
      now: new Date(),
    });
    return { waiting, oldestSeconds, lastError, lastErrorAt, held };
  });
}
