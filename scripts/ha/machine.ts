import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Lifetime } from "../stack/lifetime";
import { postgresRunner } from "../stack/postgres-account";
import type { Account } from "../stack/run";
import { findPrograms, type Programs } from "./programs";
import { type Service, startService } from "./start-daemon";

const deploy = fileURLToPath(new URL("../../deploy/", import.meta.url));

export type Machine = {
  programs: Programs;
  /** The temporary directory of the run. */
  directory: string;
  /** Creates a folder that the servers may write to. */
  createFolder: (name: string) => Promise<string>;
  /** Writes a file that the servers may read, and returns its path. */
  writeConfig: (name: string, text: string) => Promise<string>;
  start: (name: string, command: string[], variables?: Record<string, string>) => Service;
};

/** Prepares a temporary directory in which servers run as an ordinary user: as `postgres` if this process is root's. */
export async function prepareMachine({ onStop }: Lifetime): Promise<Machine> {
  const programs = await findPrograms();
  const directory = await mkdtemp(join(tmpdir(), "groundswell-ha-"));
  onStop(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  await chmod(directory, 0o755);
  const { account } = await postgresRunner([directory]);
  const logs = await giveTo(account, join(directory, "logs"));
  return {
    programs,
    directory,
    createFolder: (name) => giveTo(account, join(directory, name)),
    writeConfig: async (name, text) => {
      const file = join(directory, name);
      await writeFile(file, text, { mode: 0o600 });
      if (account.uid !== undefined) await chown(file, account.uid, account.gid ?? account.uid);
      return file;
    },
    start: (name, command, variables) =>
      startService({ name, command, variables, directory: logs, account, setpriv: programs.setpriv }),
  };
}

async function giveTo({ uid, gid }: Account, folder: string): Promise<string> {
  await mkdir(folder, { mode: 0o700 });
  if (uid !== undefined) await chown(folder, uid, gid ?? uid);
  return folder;
}

/** Returns the path of a file of `deploy/`. */
export const deployedFile = (path: string) => join(deploy, path);

/** Reads a file of `deploy/` and replaces texts that differ on this machine. Throws if one of them is not there, or twice. */
export async function readDeployed(path: string, replacements: Record<string, string> = {}): Promise<string> {
  let text = await readFile(deployedFile(path), "utf8");
  for (const [from, to] of Object.entries(replacements)) {
    if (text.split(from).length !== 2) throw new Error(`deploy/${path} must name "${from}" once`);
    text = text.replace(from, () => to);
  }
  return text;
}
