import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createAtomically, readIfExists } from "./files";
import { run } from "./run";

const RETRY_DELAY_MS = 20;

type Claim = { outcome: "claimed"; release: () => Promise<void> } | { outcome: "taken"; pid: string };

/**
 * Makes this process the owner of a file until it exits or releases it, or returns the id of the owner. The claim of a process
 * that was killed is void.
 */
export async function claimFile(file: string): Promise<Claim> {
  await mkdir(dirname(file), { recursive: true });
  const mine = [process.pid, await startTimeOf(process.pid), randomBytes(4).toString("hex")].join(" ");
  for (;;) {
    if (await createAtomically(file, mine))
      return { outcome: "claimed", release: () => removeIf(file, mine) };
    const theirs = await readIfExists(file);
    if (theirs === null) continue;
    const [pid = "", startTime] = theirs.split(" ");
    if (startTime && (await startTimeOf(Number(pid))) === startTime) return { outcome: "taken", pid };
    await removeStale(file, theirs);
  }
}

/** Removes the claim of a dead process. One process at a time: otherwise a slow one could remove the next claim. */
async function removeStale(file: string, theirs: string) {
  const removal = await claimFile(`${file}.removal`);
  if (removal.outcome === "taken") return pause(RETRY_DELAY_MS);
  await removeIf(file, theirs);
  await removal.release();
}

async function removeIf(file: string, text: string) {
  if ((await readIfExists(file)) === text) await rm(file, { force: true });
}

const STARTED_AT_FIELD = 22;

/** Returns when a process started, in a format of the system. Process ids are reused, so they do not identify a process. */
async function startTimeOf(pid: number): Promise<string> {
  try {
    if (process.platform !== "linux") {
      const startedAt = await run(["ps", "-p", String(pid), "-o", "lstart="]);
      return startedAt.trim().replaceAll(/\s+/g, "-");
    }
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field, the name, may contain spaces; it ends with the last parenthesis.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[STARTED_AT_FIELD - 3] ?? "";
  } catch {
    return "no-such-process";
  }
}
