import type { Database } from "@/db/client";
import { connect } from "@/db/client";
import { env } from "@/lib/env";
import { type Lane, perLane } from "@/lib/lane";
import { perProcess } from "../db/singleton";

const open = perProcess("open-databases", () => new Set<Database>());

/** Of the lanes that public requests cannot take. They open when needed. */
const RESERVED_CONNECTIONS = { staff: 4, internal: 2 };

/** Returns the most connections that a lane of this process opens. */
export function connectionsOf(lane: Lane): number {
  return lane === "public" ? env().DATABASE_CONNECTIONS : RESERVED_CONNECTIONS[lane];
}

/** The connection pool of this process for the current lane, opened on first use. */
export const db = perLane("database", (lane): Database => openPool(env().DATABASE_URL, connectionsOf(lane)));

/** Opens another pool of this process, which `closeDatabases` closes; as large as that of the public unless `connections` says otherwise. */
export function openPool(url: string, connections = env().DATABASE_CONNECTIONS): Database {
  const pool = connect(url, connections, { poolMode: env().DATABASE_POOL_MODE });
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
