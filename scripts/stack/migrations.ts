import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { runMigrations } from "graphile-worker";
import postgres, { type Notice } from "postgres";
import { grantAppRole } from "./app-role";

/** Advisory lock that serialises concurrent migrations. The number is arbitrary but must be unique in this database. */
const MIGRATION_LOCK = 72_616_461;
const LOCK_RETRY_MS = 200;

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
    await lockMigrations(client);
    await createMigrationsTable(client);
    for (const migration of await listNew(client)) await applyMigration(client, migration);
    await runMigrations({ connectionString: url });
    await grantAppRole(client);
  } finally {
    await client.end();
  }
}

/** Asks again and again: a statement that waits has a snapshot, and an index that is built concurrently waits for its end. */
async function lockMigrations(client: postgres.Sql) {
  for (;;) {
    const [lock] = await client`select pg_try_advisory_lock(${MIGRATION_LOCK}) as "isOurs"`;
    if (lock?.isOurs) return;
    await sleep(LOCK_RETRY_MS);
  }
}

/** The table of Drizzle's own migrator. It is not used, because it applies all migrations in one transaction. */
async function createMigrationsTable(client: postgres.Sql) {
  await client`create schema if not exists drizzle`;
  await client`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
}

async function listNew(client: postgres.Sql): Promise<MigrationMeta[]> {
  const [last] = await client`select max(created_at)::float8 as at from drizzle.__drizzle_migrations`;
  return readMigrationFiles({ migrationsFolder }).filter(
    ({ folderMillis }) => folderMillis > (last?.at ?? 0),
  );
}

const CONCURRENT = /^\s*(--.*\n\s*)*(create( unique)?|drop) index concurrently/i;

/**
 * Applies a migration in a transaction of its own, so that its locks end before the next one begins. One that builds an index
 * concurrently, which no transaction may do, runs statement by statement and must be repeatable.
 */
async function applyMigration(client: postgres.Sql, { sql: statements, hash, folderMillis }: MigrationMeta) {
  const apply = async (sql: postgres.Sql | postgres.TransactionSql) => {
    for (const statement of statements) await sql.unsafe(statement);
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
  };
  if (statements.some((statement) => CONCURRENT.test(statement))) await apply(client);
  else await client.begin(apply);
}

/** Prints warnings with their hint, such as a missing role. Notices about existing objects are ignored. */
function printWarning({ severity, message, hint }: Notice) {
  if (severity === "WARNING") console.warn(hint ? `${message}\n  ${hint}` : message);
}
