import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { APP_ROLE } from "./app-role";

import * as schema from "./schema";

const CONNECT_WITHIN_SECONDS = 5;
const STATEMENT_WITHIN_MS = 10_000;

/**
 * Opens a pool that works as the application's role. Times are UTC; a statement that runs longer than 10 s is cancelled by
 * the server. What the address asks for (`?role=none`) goes before what stands here.
 */
export function connect(url: string, connections: number) {
  const client = postgres(url, {
    max: connections,
    connect_timeout: CONNECT_WITHIN_SECONDS,
    connection: {
      application_name: "groundswell",
      role: APP_ROLE,
      TimeZone: "UTC",
      statement_timeout: STATEMENT_WITHIN_MS,
      // Our statements look rows up by key, so a plan is as good for one value as for another: planning signCampaign
      // anew each time cost half of its time, and compiling short queries costs more than it saves.
      plan_cache_mode: "force_generic_plan",
      jit: "off",
    },
    onnotice: () => {},
  });
  return drizzle(client, { schema });
}

export type Database = ReturnType<typeof connect>;
/** What a mutation runs in: the database itself, or a transaction of it. */
export type Transaction = PostgresJsDatabase<typeof schema>;
