import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { APP_ROLE } from "./app-role";
import { observeStatements } from "./observe-statements";
import * as schema from "./schema";

const CONNECT_TIMEOUT_SECONDS = 5;
const STATEMENT_TIMEOUT_MS = 10_000;

/** `transaction`: the URL is that of a PgBouncer which may run each transaction on another connection to the server. */
type PoolMode = "session" | "transaction";

/** What a session sets for itself. PgBouncer would refuse it: there, `connect_query` sets the same (see README, Deploy). */
const SESSION_SETTINGS = {
  role: APP_ROLE,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  // Statements look up rows by key, so one plan fits all values: planning signCampaign() every time took half of its
  // run time. JIT compilation of short queries costs more than it saves.
  plan_cache_mode: "force_generic_plan",
  jit: "off",
} as const;

/**
 * Opens a connection pool with the application's role. Times are UTC. The server cancels statements after 10 s. Parameters
 * in the URL (`?role=none`) override these settings. With transaction pooling no statement has a name, since its next
 * execution may reach another session.
 */
export function connect(
  url: string,
  connections: number,
  { poolMode = "session" }: { poolMode?: PoolMode } = {},
) {
  const isSession = poolMode === "session";
  const client = postgres(url, {
    max: connections,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    ...(!isSession && { prepare: false }),
    connection: {
      application_name: "groundswell",
      TimeZone: "UTC",
      ...(isSession && SESSION_SETTINGS),
    },
    onnotice: () => {},
  });
  observeStatements(client);
  return drizzle(client, { schema });
}

export type Database = ReturnType<typeof connect>;
/** The database or one of its transactions. */
export type Transaction = PostgresJsDatabase<typeof schema>;
