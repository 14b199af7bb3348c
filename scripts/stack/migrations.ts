import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { runMigrations } from "graphile-worker";
import postgres, { type Notice } from "postgres";
import { grantAppRole } from "./app-role";

/** Advisory lock that serialises concurrent migrations. The number is arbitrary but must be unique in this database. */
const MIGRATION_LOCK = 72_616_461;
const LOCK_RETRY_MS = 200;

/** While a statement waits for the lock of a table, all later requests for this table wait behind it. */
const LOCK_TIMEOUT_MS = 1_000;
/** In between, what waited is served. */
const LOCK_PAUSE_MS = 1_000;
const LOCK_ATTEMPTS = 60;
const LOCK_NOT_AVAILABLE = "55P03";

const ownMigrations = fileURLToPath(new URL("../../db/migrations", import.meta.url));

type MigrationOptions = {
  /** The folder with the migrations of the application tables. */
  folder?: string;
  /** Receives the name of each migration that did not get a lock and is tried again. */
  onLockTimeout?: (attempt: number) => void;
};

/**
 * Migrates the application tables, the job queue tables and the application role's privileges, while the site runs: a statement
 * that does not get a lock within a second gives way and is tried again, for two minutes. Repeating it changes nothing;
 * concurrent runs are serialised.
 */
export async function applyMigrations(
  url: string,
  { folder = ownMigrations, onLockTimeout = sayLockTimeout }: MigrationOptions = {},
) {
  const client = postgres(url, {
    max: 1,
    onnotice: printWarning,
    connection: { application_name: "groundswell-migrate" },
  });
  try {
    await lockMigrations(client);
    await createMigrationsTable(client);
    for (const migration of await listNew(client, folder))
      await untilLocked(() => applyMigration(client, migration), onLockTimeout);
    await runMigrations({ connectionString: url });
    await untilLocked(() => grantAppRole(client), onLockTimeout);
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

async function listNew(client: postgres.Sql, migrationsFolder: string): Promise<MigrationMeta[]> {
  const [last] = await client`select max(created_at)::float8 as at from drizzle.__drizzle_migrations`;
  return readMigrationFiles({ migrationsFolder }).filter(
    ({ folderMillis }) => folderMillis > (last?.at ?? 0),
  );
}

const CONCURRENT = /^\s*(--.*\n\s*)*(create( unique)?|drop) index concurrently/i;

/** Repeats a migration that did not get a lock. */
async function untilLocked(apply: () => Promise<unknown>, onLockTimeout: (attempt: number) => void) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await apply();
      return;
    } catch (error) {
      const isLockTimeout = error instanceof postgres.PostgresError && error.code === LOCK_NOT_AVAILABLE;
      if (!isLockTimeout || attempt === LOCK_ATTEMPTS) throw error;
      onLockTimeout(attempt);
      await sleep(LOCK_PAUSE_MS);
    }
  }
}

function sayLockTimeout(attempt: number) {
  if (attempt === 1)
    console.warn("A migration waits for a table that is in use, and is tried again every second.");
}

/**
 * Applies a migration in a transaction of its own, so that its locks end before the next one begins. One that builds an index
 * concurrently, which no transaction may do, runs statement by statement and must be repeatable. Such a build may wait for as long
 * as it takes: nobody waits behind it.
 */
async function applyMigration(client: postgres.Sql, { sql: statements, hash, folderMillis }: MigrationMeta) {
  const isConcurrent = statements.some((statement) => CONCURRENT.test(statement));
  const apply = async (sql: postgres.Sql | postgres.TransactionSql) => {
    for (const statement of statements) {
      const timeoutMs = CONCURRENT.test(statement) ? 0 : LOCK_TIMEOUT_MS;
      await sql.unsafe(`set lock_timeout = ${timeoutMs}`);
      await sql.unsafe(statement);
    }
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
  };
  if (isConcurrent) await apply(client);
  else await client.begin(apply);
}

/** Prints warnings with their hint, such as a missing role. Notices about existing objects are ignored. */
function printWarning({ severity, message, hint }: Notice) {
  if (severity === "WARNING") console.warn(hint ? `${message}\n  ${hint}` : message);
}
