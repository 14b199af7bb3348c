import { sql } from "drizzle-orm";
import type { Database } from "./client";
import journal from "./migrations/meta/_journal.json";

/** Whether the database carries every migration that this code was written for. */
export async function isMigrated(db: Database): Promise<boolean> {
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
