import { sql } from "drizzle-orm";
import { firstCause } from "@/lib/failures";
import type { Database } from "../db/client";
import journal from "../db/migrations/meta/_journal.json";

/** SQLSTATEs for a role that does not exist or is not granted to the login user. The migrations create and grant it. */
const ROLE_MISSING = ["22023", "42501"];

/** Whether every migration that this code needs has been applied. */
export async function isMigrated(db: Database): Promise<boolean> {
  try {
    return await hasNewestMigration(db);
  } catch (error) {
    const cause = firstCause(error);
    if (cause instanceof Error && "code" in cause && ROLE_MISSING.includes(String(cause.code))) return false;
    throw error;
  }
}

async function hasNewestMigration(db: Database): Promise<boolean> {
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
