import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run";

/** Says that a folder already has a living owner. */
export class AlreadyClaimed extends Error {
  constructor(dataDir: string, pid: string) {
    super(
      `${dataDir} is in use by another stack (process ${pid}). Stop that one first, or choose another DATA_DIR.`,
    );
    this.name = "AlreadyClaimed";
  }
}

/** Makes this process the owner of a data folder until it dies or gives it back; one that was killed owns nothing. */
export async function claim(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, "owner");
  const me = `${process.pid} ${await birthOf(process.pid)}`;
  for (;;) {
    try {
      await writeFile(file, me, { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const [pid = "", ...birth] = (await readFile(file, "utf8")).split(" ");
    if (birth.length > 0 && (await birthOf(Number(pid))) === birth.join(" "))
      throw new AlreadyClaimed(dataDir, pid);
    await rm(file, { force: true });
  }
}

const STARTED_AT_FIELD = 22;

/** When a process began, in whatever words the system has for it: numbers of processes are given out again. */
async function birthOf(pid: number): Promise<string> {
  try {
    if (process.platform !== "linux") return (await run(["ps", "-p", String(pid), "-o", "lstart="])).trim();
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field, the name, may hold spaces; it ends with the last parenthesis.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[STARTED_AT_FIELD - 3] ?? "";
  } catch {
    return "no such process";
  }
}
