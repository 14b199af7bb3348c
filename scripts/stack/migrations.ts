import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres, { type Notice } from "postgres";
import { grantAppRole } from "./app-role";

/** Advisory lock that serialises concurrent migrations. The number is arbitrary but must be unique in this database. */
const MIGRATION_LOCK = 72_616_461;

const migrationsFolder = fileURLToPath(new URL("../../db/migrations", import.meta.url));

/**
 * Migrates the application tables, the job queue tables and the application role's privileges. Repeating it changes
 * nothing; concurrent runs are serialised.
 */
export async function applyMigrations(url: string) {
  const client = postgres(url, {
    max: 1,
    onnotice: printWarning,
    connection: { application_name: "groundswell-migrate" },
  });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder });
    await runMigrations({ connectionString: url });
    await grantAppRole(client);
  } finally {
    await client.end();
  }
}

/** Prints warnings with their hint, such as a missing role. Notices about existing objects are ignored. */
function printWarning({ severity, message, hint }: Notice) {
  if (severity === "WARNING") console.warn(hint ? `${message}\n  ${hint}` : message);
}
