import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { failedWith } from "../stack/files";
import { run } from "../stack/run";

/** Returns a process and all that it started, directly or not. */
export async function familyOf(pid: number): Promise<number[]> {
  const lines = (await run(["ps", "-A", "-o", "pid=,ppid="])).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const member of family)
    for (const [child, parent] of pairs) if (parent === member && child !== undefined) family.push(child);
  return family;
}

/** Returns the id of the server that uses these files, or null. */
export async function databasePid(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  return Number.parseInt(text, 10) || null;
}

/** Signals each process, those that have ended excepted. */
export function signalAll(pids: number[], signal: NodeJS.Signals) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!failedWith("ESRCH", error)) throw error;
    }
  }
}
