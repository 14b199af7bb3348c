import { access, chown, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readIfExists } from "./files";
import { commandLine, type Runner } from "./postgres-account";
import type { PostgresBinaries } from "./postgres-binaries";
import { CommandFailed, run } from "./run";

const DRAFT = ".unfinished-";
const PID_ATTEMPTS = 10;
const PID_RETRY_DELAY_MS = 200;

export type Cluster = {
  directory: string;
  binaries: PostgresBinaries;
  runner: Runner;
  variables: NodeJS.ProcessEnv;
};

/** Creates the cluster's files if they are missing. An interrupted attempt leaves only drafts, which are removed. */
export async function initialiseCluster(
  cluster: Cluster,
  { passwordFile, signal }: { passwordFile: string; signal?: AbortSignal },
) {
  if (await exists(join(cluster.directory, "PG_VERSION"))) return;
  await removeDrafts(cluster.directory);
  const draft = await mkdtemp(`${cluster.directory}${DRAFT}`);
  await giveToServer(draft, cluster.runner);
  await giveToServer(passwordFile, cluster.runner);
  const flags = [
    "--username=groundswell",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--builtin-locale=C.UTF-8",
    "--locale-provider=builtin",
  ];
  await control(
    cluster,
    [cluster.binaries.initdb, `--pgdata=${draft}`, `--pwfile=${passwordFile}`, ...flags],
    signal,
  );
  await rename(draft, cluster.directory);
}

async function removeDrafts(directory: string) {
  for (const name of await readdir(dirname(directory))) {
    const isDraft = name.startsWith(`${basename(directory)}${DRAFT}`);
    // Retried because an initdb of a killed stack may still be writing.
    if (isDraft) await rm(join(dirname(directory), name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function giveToServer(path: string, { owner }: Runner) {
  if (owner) await chown(path, owner.uid, owner.gid);
}

/** Runs one of PostgreSQL's programs as the required user. */
function control(
  { runner, variables }: Cluster,
  command: [string, ...string[]],
  signal?: AbortSignal,
): Promise<string> {
  return run(commandLine(runner.wrapper, command), { account: runner.account, cwd: "/", variables, signal });
}

/** Starts the server and waits until it answers. Its output goes to `server.log`. */
export async function startServer(cluster: Cluster, options: Record<string, string | number>) {
  const flags = Object.entries(options).map(([name, value]) => `-c ${name}='${value}'`);
  await control(cluster, [
    cluster.binaries.pg_ctl,
    "start",
    ...dataDirFlags(cluster),
    ...logFlags(cluster),
    "-o",
    flags.join(" "),
  ]);
}

/** Kills the server and starts it again with the same settings, like a power failure. */
export async function crashServer(cluster: Cluster) {
  await control(cluster, [
    cluster.binaries.pg_ctl,
    "restart",
    ...dataDirFlags(cluster),
    ...logFlags(cluster),
    "-m",
    "immediate",
  ]);
}

function dataDirFlags({ directory }: Cluster): string[] {
  return ["-D", directory, "-w", "-t", "60"];
}

function logFlags({ directory }: Cluster): string[] {
  return ["-l", join(directory, "server.log")];
}

/** Closes all connections, flushes and stops. Does nothing if the server is not running. */
export async function stopServer(cluster: Cluster) {
  try {
    await control(cluster, stopCommand(cluster));
  } catch (error) {
    if (!(error instanceof CommandFailed) || (await runningServer(cluster)) !== null) throw error;
  }
}

export function stopCommand(cluster: Cluster): [string, ...string[]] {
  return [cluster.binaries.pg_ctl, "stop", ...dataDirFlags(cluster), "-m", "fast"];
}

/**
 * Returns the pid of the server that uses these files, or null. Removes a stale pid file: after a reboot another
 * program may have its pid, and PostgreSQL would refuse to start.
 */
export async function runningServer({ directory }: Cluster): Promise<number | null> {
  const pidFile = join(directory, "postmaster.pid");
  for (let attempt = 1; attempt <= PID_ATTEMPTS; attempt++) {
    const text = await readIfExists(pidFile);
    if (text === null) return null;
    const pid = Number.parseInt(text, 10);
    if (pid > 0 && (await commandOf(pid)).includes(directory)) return pid;
    if (pid > 0) break;
    // A server writes its pid just after creating the file. If it was killed in between, the file stays empty.
    await pause(PID_RETRY_DELAY_MS);
  }
  await rm(pidFile, { force: true });
  return null;
}

async function commandOf(pid: number): Promise<string> {
  try {
    if (process.platform === "linux") return await readFile(`/proc/${pid}/cmdline`, "utf8");
    return await run(["ps", "-p", String(pid), "-o", "args="]);
  } catch {
    // No such process.
    return "";
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
