import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { isMigrated } from "@/db/readiness";

/** 200 only when the database answers and carries every migration of this build. */
export async function GET() {
  const database = await withinReach(async () => ({ migrated: await isMigrated(db()) }));
  const ready = database?.migrated === true;
  const status = ready ? "ready" : database ? "migrations-missing" : "database-away";
  return Response.json({ status }, { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
