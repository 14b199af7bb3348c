import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { APP_ROLE } from "./app-role";
import * as schema from "./schema";

const CONNECT_TIMEOUT_SECONDS = 5;
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * Opens a connection pool with the application's role. Times are UTC. The server cancels statements after 10 s. Parameters
 * in the URL (`?role=none`) override these settings.
 */
export function connect(url: string, connections: number) {
  const client = postgres(url, {
    max: connections,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    connection: {
      application_name: "groundswell",
      role: APP_ROLE,
      TimeZone: "UTC",
      statement_timeout: STATEMENT_TIMEOUT_MS,
      // Statements look up rows by key, so one plan fits all values: planning signCampaign() every time took half of its
      // run time. JIT compilation of short queries costs more than it saves.
      plan_cache_mode: "force_generic_plan",
      jit: "off",
    },
    onnotice: () => {},
  });
  return drizzle(client, { schema });
}

export type Database = ReturnType<typeof connect>;
/** The database or one of its transactions. */
export type Transaction = PostgresJsDatabase<typeof schema>;
