import { readdir, readFile } from "node:fs/promises";

/** Linux counts CPU time in hundredths of a second, on all its architectures. */
const TICK_MS = 10;
const PAGE_KB = 4;

type Stat = { parent: number; cpuMs: number; residentMb: number };

/** CPU time and memory of a process and all processes that it started. Shared memory counts in each of them. */
export type Usage = { cpuMs: number; residentMb: number };

/** Reads the usage of groups of processes, each by the id of its first one. Empty where there is no /proc. */
export async function readUsage(roots: Record<string, number>): Promise<Record<string, Usage>> {
  const stats = await readStats();
  if (stats.size === 0) return {};
  const children = new Map<number, number[]>();
  for (const [pid, { parent }] of stats) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const sum = (pid: number): Usage => {
    const own = stats.get(pid) ?? { cpuMs: 0, residentMb: 0 };
    return (children.get(pid) ?? []).map(sum).reduce(
      (total, { cpuMs, residentMb }) => ({
        cpuMs: total.cpuMs + cpuMs,
        residentMb: total.residentMb + residentMb,
      }),
      { cpuMs: own.cpuMs, residentMb: own.residentMb },
    );
  };
  return Object.fromEntries(Object.entries(roots).map(([name, pid]) => [name, sum(pid)]));
}

async function readStats(): Promise<Map<number, Stat>> {
  const names = await readdir("/proc").catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => [Number(name), await readStat(name)] as const),
  );
  return new Map(found.flatMap(([pid, stat]) => (stat ? [[pid, stat] as const] : [])));
}

/** The name of a program may contain spaces and brackets, so fields are counted from the last bracket (proc(5)). */
async function readStat(pid: string): Promise<Stat | null> {
  // The process may have ended since it was listed.
  const line = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => null);
  if (line === null) return null;
  const fields = line
    .slice(line.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0, pages = 0] = [
    1, 11, 12, 13, 14, 21,
  ].map((place) => fields[place] ?? 0);
  return {
    parent,
    cpuMs: (user + system + endedUser + endedSystem) * TICK_MS,
    residentMb: (pages * PAGE_KB) / 1_024,
  };
}
