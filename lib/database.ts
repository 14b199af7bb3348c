import type { Database } from "@/db/client";
import { connect } from "@/db/client";
import { env } from "@/lib/env";
import { perProcess } from "../db/singleton";

const open = perProcess("open-databases", () => new Set<Database>());

/** The connection pool of this process, opened on first use. */
export const db = perProcess("database", (): Database => openPool(env().DATABASE_URL));

function openPool(url: string): Database {
  const pool = connect(url, env().DATABASE_CONNECTIONS, { poolMode: env().DATABASE_POOL_MODE });
  open().add(pool);
  return pool;
}

/** Returns the address of PostgreSQL itself, for what needs a session of its own. Null if only a pooler of transactions is known. */
export function directDatabaseUrl(): string | null {
  const { DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_POOL_MODE } = env();
  return DATABASE_DIRECT_URL ?? (DATABASE_POOL_MODE === "session" ? DATABASE_URL : null);
}

const CLOSE_TIMEOUT_SECONDS = 1;

/** Closes the connections of this process, which ends. */
export async function closeDatabases(): Promise<void> {
  await Promise.all([...open()].map(({ $client }) => $client.end({ timeout: CLOSE_TIMEOUT_SECONDS })));
}
