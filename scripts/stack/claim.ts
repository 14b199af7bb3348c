import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createAtomically, readIfExists } from "./files";
import { run } from "./run";

const OTHERS_TURN_MS = 20;

export type Claim = { outcome: "claimed"; release: () => Promise<void> } | { outcome: "taken"; pid: string };

/**
 * Makes this process the owner of a file until it dies or gives it back, or says who owns it already.
 * A process that was killed owns nothing.
 */
export async function claimFile(file: string): Promise<Claim> {
  await mkdir(dirname(file), { recursive: true });
  const mine = [process.pid, await birthOf(process.pid), randomBytes(4).toString("hex")].join(" ");
  for (;;) {
    if (await createAtomically(file, mine))
      return { outcome: "claimed", release: () => removeIf(file, mine) };
    const theirs = await readIfExists(file);
    if (theirs === null) continue;
    const [pid = "", birth] = theirs.split(" ");
    if (birth && (await birthOf(Number(pid))) === birth) return { outcome: "taken", pid };
    await removeStale(file, theirs);
  }
}

/** Takes a dead owner's claim away. One process at a time, or a slow one would remove the claim that follows. */
async function removeStale(file: string, theirs: string) {
  const turn = await claimFile(`${file}.removal`);
  if (turn.outcome === "taken") return pause(OTHERS_TURN_MS);
  await removeIf(file, theirs);
  await turn.release();
}

async function removeIf(file: string, text: string) {
  if ((await readIfExists(file)) === text) await rm(file, { force: true });
}

const STARTED_AT_FIELD = 22;

/** When a process began, in whatever words the system has for it: numbers of processes are given out again. */
async function birthOf(pid: number): Promise<string> {
  try {
    if (process.platform !== "linux") {
      const began = await run(["ps", "-p", String(pid), "-o", "lstart="]);
      return began.trim().replaceAll(/\s+/g, "-");
    }
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field, the name, may hold spaces; it ends with the last parenthesis.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[STARTED_AT_FIELD - 3] ?? "";
  } catch {
    return "no-such-process";
  }
}
