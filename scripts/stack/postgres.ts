import { spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import getPort from "get-port";
import postgres from "postgres";
import { claimFile } from "./claim";
import { commandLine, postgresRunner } from "./postgres-account";
import { findPostgres } from "./postgres-binaries";
import {
  type Cluster,
  crashServer,
  initialiseCluster,
  runningServer,
  startServer,
  stopCommand,
  stopServer,
} from "./postgres-cluster";
import { readOrCreateSecret } from "./secrets";

const DATABASE = "groundswell";
const HOST = "127.0.0.1";
const PASSWORD_FILE = "postgres-password";
const START_ATTEMPTS = 5;
const START_RETRY_DELAY_MS = 400;
const CHECK_INTERVAL_MS = 1_000;

type Settings = Record<string, string | number>;

type PostgresOptions = {
  dataDir: string;
  /** Preferred port. Another one is used if it is taken. */
  preferredPort?: number;
  /** Settings of postgresql.conf. Tests may trade durability for speed. */
  settings?: Settings;
  /** Aborts the creation of a new cluster. */
  signal?: AbortSignal;
};

export type RunningPostgres = {
  url: string;
  port: number;
  /** Kills and restarts the server as after a power failure. For crash tests. */
  crash: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Starts the embedded PostgreSQL on `dataDir/postgres` and returns its address. Creates the cluster on first use,
 * survives kills at any moment, restarts a dead server, and stops it when this process dies.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const release = await claimDataDir(dataDir);
  try {
    const cluster = await prepareCluster(dataDir);
    await initialiseCluster(cluster, { passwordFile: join(dataDir, PASSWORD_FILE), signal: options.signal });
    const { port, settings } = await startOnFreePort(cluster, options);
    const watch = watchServer(cluster, settings);
    const stop = async () => {
      await watch.end();
      await stopServer(cluster);
      await release();
    };
    const url = `postgres://groundswell:${await readOrCreateSecret(dataDir, PASSWORD_FILE)}@${HOST}:${port}`;
    await createDatabase(url).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    const crash = () => watch.between(() => crashServer(cluster));
    return { url: `${url}/${DATABASE}`, port, crash, stop };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Two servers on the same files would corrupt them. */
async function claimDataDir(dataDir: string): Promise<() => Promise<void>> {
  const claimed = await claimFile(join(dataDir, "owner"));
  if (claimed.outcome === "claimed") return claimed.release;
  throw new Error(
    `${dataDir} is in use by another stack (process ${claimed.pid}). Stop that one first, or choose another DATA_DIR.`,
  );
}

async function prepareCluster(dataDir: string): Promise<Cluster> {
  const binaries = await findPostgres();
  const runner = await postgresRunner([binaries.postgres, dataDir]);
  await readOrCreateSecret(dataDir, PASSWORD_FILE);
  return {
    directory: join(dataDir, "postgres"),
    binaries,
    runner,
    variables: { ...process.env, LC_ALL: "C" },
  };
}

async function startOnFreePort(cluster: Cluster, options: PostgresOptions) {
  // Stop a server left over from an earlier stack: its port and settings may differ.
  if ((await runningServer(cluster)) !== null) await stopServer(cluster);
  for (let attempt = 1; ; attempt++) {
    const port = await getPort({
      port: attempt === 1 ? (options.preferredPort ?? 54_329) : undefined,
      host: HOST,
    });
    const settings = {
      port,
      listen_addresses: HOST,
      unix_socket_directories: "",
      max_connections: 250,
      timezone: "UTC",
      ...options.settings,
    };
    try {
      await startServer(cluster, settings);
      return { port, settings };
    } catch (cause) {
      if (attempt === START_ATTEMPTS) throw new Error(await lastLogLines(cluster), { cause });
      // Another program may have taken the port, or children of a killed server may still hold its shared memory.
      await pause(START_RETRY_DELAY_MS);
    }
  }
}

async function lastLogLines({ directory }: Cluster): Promise<string> {
  const log = await readFile(join(directory, "server.log"), "utf8").catch(() => "");
  return `PostgreSQL did not start.\n${log.split("\n").slice(-12).join("\n")}`;
}

/**
 * Restarts the server when it dies and stops it when this process dies, until `end`. Work passed to `between` runs
 * between two checks, so that an intended restart is not repeated.
 */
function watchServer(cluster: Cluster, settings: Settings) {
  const guard = stopWhenOrphaned(cluster);
  let check = Promise.resolve();
  const timer = setInterval(() => {
    // A failed check is repeated at the next interval.
    check = check
      .then(() => restartIfGone(cluster, settings))
      .catch((error: unknown) => console.error(error));
  }, CHECK_INTERVAL_MS);
  timer.unref();
  async function between(work: () => Promise<void>) {
    const done = check.then(work);
    check = done.catch(() => {});
    await done;
  }
  async function end() {
    clearInterval(timer);
    await check;
    guard.kill("SIGKILL");
  }
  return { between, end };
}

async function restartIfGone(cluster: Cluster, settings: Settings) {
  if ((await runningServer(cluster)) !== null) return;
  console.error("PostgreSQL ended unexpectedly; restarting it.");
  await startServer(cluster, settings);
}

/** Starts a shell that stops the server when its pipe from this process closes, however this process ends. */
function stopWhenOrphaned(cluster: Cluster) {
  const waiting = ["sh", "-c", 'read -r _; exec "$@"', "guard", ...stopCommand(cluster)] as const;
  const [program, ...args] = commandLine(cluster.runner.wrapper, [...waiting]);
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
  const sql = postgres(`${url}/postgres`, { max: 1, onnotice: () => {} });
  try {
    const [known] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!known) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end();
  }
}
