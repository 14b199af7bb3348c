import { sql } from "drizzle-orm";
import { firstCause } from "@/lib/failures";
import type { Database } from "./client";
import journal from "./migrations/meta/_journal.json";

/** How PostgreSQL refuses a connection whose role does not exist: the migrations make it. */
const NO_SUCH_ROLE = "22023";

/** Whether the database carries every migration that this code was written for. */
export async function isMigrated(db: Database): Promise<boolean> {
  try {
    return await carriesNewest(db);
  } catch (error) {
    const cause = firstCause(error);
    if (cause instanceof Error && "code" in cause && cause.code === NO_SUCH_ROLE) return false;
    throw error;
  }
}

async function carriesNewest(db: Database): Promise<boolean> {
  const newest = Math.max(...journal.entries.map(({ when }) => when));
  const [table] = await db.execute(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!table?.there) return false;
  const [row] = await db.execute(
    sql`select max(created_at) >= ${newest} as complete from drizzle.__drizzle_migrations`,
  );
  return row?.complete === true;
}
