import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import getPort from "get-port";
import { applyMigrations } from "@/scripts/stack/migrations";
import { startPostgres } from "@/scripts/stack/postgres";

const settings = { fsync: "off", full_page_writes: "off" };

/**
 * Starts a migrated PostgreSQL and a replica that streams from it. The embedded PostgreSQL has no `pg_basebackup`, but the files of
 * a stopped server are a backup, too.
 */
export async function aPrimaryWithReplica() {
  const folder = await mkdtemp(join(tmpdir(), "groundswell-replica-"));
  await chmod(folder, 0o755);
  const [primaryDir, replicaDir] = [join(folder, "primary"), join(folder, "replica")];
  const preferredPort = await getPort();
  const start = () => startPostgres({ dataDir: primaryDir, preferredPort, settings });
  const first = await start();
  await applyMigrations(first.url);
  await first.stop();
  // Unlike `fs.cp`, it keeps the owner of the files.
  await promisify(execFile)("cp", ["-a", primaryDir, replicaDir]);
  await writeFile(join(replicaDir, "postgres/standby.signal"), "");

  const primary = await start();
  const { hostname, port, username, password } = new URL(primary.url);
  const replica = await startPostgres({
    dataDir: replicaDir,
    preferredPort: await getPort(),
    settings: {
      ...settings,
      primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password}`,
    },
  });
  const stop = async () => {
    await replica.stop();
    await primary.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { primary, replica, stop };
}
