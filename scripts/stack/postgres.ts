import { spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import getPort from "get-port";
import postgres from "postgres";
import { commandLine, postgresRunner } from "./postgres-account";
import { findPostgres } from "./postgres-binaries";
import {
  type Cluster,
  initialise,
  runningServer,
  startServer,
  stopCommand,
  stopServer,
} from "./postgres-cluster";
import { keptSecret } from "./secrets";

const DATABASE = "groundswell";
const HOST = "127.0.0.1";
const START_ATTEMPTS = 5;
const BETWEEN_ATTEMPTS_MS = 400;

export type PostgresOptions = {
  dataDir: string;
  /** Taken when it is free; another one otherwise. */
  preferredPort?: number;
  /** Settings of postgresql.conf. Tests may trade durability for speed. */
  settings?: Record<string, string | number>;
  signal?: AbortSignal;
};

export type RunningPostgres = { url: string; port: number; stop: () => Promise<void> };

/**
 * Starts the embedded PostgreSQL on `dataDir/postgres` and answers with its address. It is made on first use,
 * survives a kill of anything at any moment, and stops by itself when this process dies.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const binaries = await findPostgres();
  const runner = await postgresRunner([binaries.postgres, dataDir]);
  const password = await keptSecret(dataDir, "postgres-password");
  const cluster: Cluster = {
    directory: join(dataDir, "postgres"),
    binaries,
    runner,
    variables: { ...process.env, LC_ALL: "C" },
  };

  await initialise(cluster, { passwordFile: join(dataDir, "postgres-password"), signal: options.signal });
  if ((await runningServer(cluster)) !== null) await stopServer(cluster);
  const port = await startOnFreePort(cluster, options);
  const guard = stopWhenOrphaned(cluster);
  const stop = async () => {
    await stopServer(cluster);
    guard.kill("SIGKILL");
  };

  const url = `postgres://groundswell:${password}@${HOST}:${port}/`;
  try {
    await createDatabase(`${url}postgres`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `${url}${DATABASE}`, port, stop };
}

async function startOnFreePort(
  cluster: Cluster,
  { preferredPort = 54_329, settings }: PostgresOptions,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = await getPort({ port: attempt === 1 ? preferredPort : undefined, host: HOST });
    try {
      await startServer(cluster, {
        port,
        listen_addresses: HOST,
        unix_socket_directories: "",
        max_connections: 250,
        timezone: "UTC",
        ...settings,
      });
      return port;
    } catch (cause) {
      if (attempt === START_ATTEMPTS) throw new Error(await lastWords(cluster), { cause });
      // Another program may have taken the port meanwhile, or children of a killed server still hold its memory.
      await new Promise((done) => setTimeout(done, BETWEEN_ATTEMPTS_MS));
    }
  }
}

async function lastWords({ directory }: Cluster): Promise<string> {
  const log = await readFile(join(directory, "server.log"), "utf8").catch(() => "");
  return `PostgreSQL did not start.\n${log.split("\n").slice(-12).join("\n")}`;
}

/** A shell that waits for the end of a pipe from us. When we die, however, the pipe ends and it stops the server. */
function stopWhenOrphaned(cluster: Cluster) {
  const [program, ...args] = commandLine(cluster.runner.wrapper, [
    "sh",
    "-c",
    'read -r _; exec "$@"',
    "guard",
    ...stopCommand(cluster),
  ]);
  const guard = spawn(program, args, {
    ...cluster.runner.account,
    cwd: "/",
    env: cluster.variables,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.unref();
  return guard;
}

async function createDatabase(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [known] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!known) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end();
  }
}
