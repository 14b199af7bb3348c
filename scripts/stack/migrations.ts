import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres, { type Notice } from "postgres";
import { grantAppRole } from "./app-role";

/** The lock that makes two migrations at once take turns: any number that no other program uses here. */
const MIGRATION_LOCK = 72_616_461;

const migrationsFolder = fileURLToPath(new URL("../../db/migrations", import.meta.url));

/** Brings a database up to date: our tables, those of the job queue, and what the application's role may do. Again changes nothing; two at once take turns. */
export async function applyMigrations(url: string) {
  const client = postgres(url, {
    max: 1,
    onnotice: tellWarning,
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

/** That something exists already is no news; that the role cannot be had is, and its hint says what to do. */
function tellWarning({ severity, message, hint }: Notice) {
  if (severity === "WARNING") console.warn(hint ? `${message}\n  ${hint}` : message);
}
