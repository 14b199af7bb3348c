import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/scripts/stack/migrations";
import { startPostgres } from "@/scripts/stack/postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty database on the server of this run: `aDatabase()` clones it. */
    templateUrl: string;
  }
}

/** Nothing here has to outlive a power cut. */
const settings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: 300 };

/** Starts one real PostgreSQL for the run, migrates one database in it, and takes everything away at the end. */
export default async function setup(project: TestProject) {
  const { url, stop } = await temporaryPostgres();
  await applyMigrations(url);
  project.provide("templateUrl", url);
  return stop;
}

/** A PostgreSQL in a folder of its own, which goes when it stops. */
export async function temporaryPostgres() {
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-tests-"));
  // When root runs the tests, PostgreSQL runs as somebody else, who must be able to look in.
  await chmod(dataDir, 0o755);
  const server = await startPostgres({ dataDir, preferredPort: await getPort(), settings });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, dataDir, stop };
}
