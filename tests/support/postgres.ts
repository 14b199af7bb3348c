import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/scripts/stack/migrations";
import { startPostgres } from "@/scripts/stack/postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty database on the server of this run: `aDatabase()` clones it. */
    templateUrl: string;
  }
}

/** Durability is off, for speed. */
const settings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: 300 };

/** Starts one real PostgreSQL for the run, migrates one database in it, and removes it at the end. */
export default async function setup(project: TestProject) {
  const { url, stop } = await temporaryPostgres();
  await applyMigrations(url);
  project.provide("templateUrl", url);
  return stop;
}

export type TemporaryPostgres = Awaited<ReturnType<typeof temporaryPostgres>>;

/** Starts a PostgreSQL in a folder of its own. `stop` removes the folder. */
export async function temporaryPostgres() {
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-tests-"));
  // When root runs the tests, PostgreSQL runs as another user, who must be able to read the folder.
  await chmod(dataDir, 0o755);
  const server = await startPostgres({ dataDir, preferredPort: await getPort(), settings });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, dataDir, stop };
}

/** Copies a database that nobody is connected to, and returns the address of the copy. */
export async function cloneDatabase(templateUrl: string, name: string): Promise<string> {
  const template = new URL(templateUrl).pathname.slice(1);
  await onServer(templateUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return databaseOf(templateUrl, name);
}

export async function dropDatabase(url: string): Promise<void> {
  await onServer(url, (sql) => sql`drop database ${sql(new URL(url).pathname.slice(1))} with (force)`);
}

function databaseOf(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function onServer(url: string, statement: (sql: postgres.Sql) => Promise<unknown>) {
  const sql = postgres(databaseOf(url, "postgres"), { max: 1, onnotice: () => {} });
  await statement(sql);
  await sql.end();
}
