import { access, chown, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readIfExists } from "./files";
import { commandLine, type Runner } from "./postgres-account";
import type { PostgresBinaries } from "./postgres-binaries";
import { CommandFailed, run } from "./run";

const DRAFT = ".unfinished-";
const PID_ATTEMPTS = 10;
const BETWEEN_ATTEMPTS_MS = 200;

export type Cluster = {
  directory: string;
  binaries: PostgresBinaries;
  runner: Runner;
  variables: NodeJS.ProcessEnv;
};

/** Makes the cluster's files unless they are there. A first attempt that was interrupted leaves nothing behind that counts. */
export async function initialise(
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
    // Retried, because an initdb whose stack was killed may still be writing.
    if (isDraft) await rm(join(dirname(directory), name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function giveToServer(path: string, { owner }: Runner) {
  if (owner) await chown(path, owner.uid, owner.gid);
}

/** Runs one of PostgreSQL's programs as the user that it wants. */
export function control(
  { runner, variables }: Cluster,
  command: [string, ...string[]],
  signal?: AbortSignal,
): Promise<string> {
  return run(commandLine(runner.wrapper, command), { account: runner.account, cwd: "/", variables, signal });
}

/** Starts the server and waits until it answers. Whatever it then says goes to `server.log`. */
export async function startServer(cluster: Cluster, options: Record<string, string | number>) {
  const flags = Object.entries(options).map(([name, value]) => `-c ${name}='${value}'`);
  await control(cluster, [
    cluster.binaries.pg_ctl,
    "start",
    ...onItsFiles(cluster),
    ...logged(cluster),
    "-o",
    flags.join(" "),
  ]);
}

/** Kills the server in the middle of everything and starts it again with the same settings, as if the power had failed. */
export async function crashServer(cluster: Cluster) {
  await control(cluster, [
    cluster.binaries.pg_ctl,
    "restart",
    ...onItsFiles(cluster),
    ...logged(cluster),
    "-m",
    "immediate",
  ]);
}

function onItsFiles({ directory }: Cluster): string[] {
  return ["-D", directory, "-w", "-t", "60"];
}

function logged({ directory }: Cluster): string[] {
  return ["-l", join(directory, "server.log")];
}

/** Ends every connection, writes everything out and stops. Stopping what does not run is fine. */
export async function stopServer(cluster: Cluster) {
  try {
    await control(cluster, stopCommand(cluster));
  } catch (error) {
    if (!(error instanceof CommandFailed) || (await runningServer(cluster)) !== null) throw error;
  }
}

export function stopCommand(cluster: Cluster): [string, ...string[]] {
  return [cluster.binaries.pg_ctl, "stop", ...onItsFiles(cluster), "-m", "fast"];
}

/**
 * The pid of a server that runs on these files, or null.
 * A pid file whose process is another program by now is removed: after a reboot numbers are given out again,
 * and PostgreSQL would refuse to start.
 */
export async function runningServer({ directory }: Cluster): Promise<number | null> {
  const pidFile = join(directory, "postmaster.pid");
  for (let attempt = 1; attempt <= PID_ATTEMPTS; attempt++) {
    const text = await readIfExists(pidFile);
    if (text === null) return null;
    const pid = Number.parseInt(text, 10);
    if (pid > 0 && (await commandOf(pid)).includes(directory)) return pid;
    if (pid > 0) break;
    // A server writes its number an instant after it made the file; one that was cut off in between never does.
    await pause(BETWEEN_ATTEMPTS_MS);
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
