import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { stopGroup } from "../stack/run";

const worker = fileURLToPath(new URL("../worker.ts", import.meta.url));
const endWithParent = new URL("../stack/end-with-parent.mjs", import.meta.url).href;
const MOST_COMPLAINTS_KEPT = 30;
/** To kill a worker that has not begun would show nothing, and on a slow machine it would never begin. */
const LET_WORK_MS = 1_000;

/** `workingSince` is null while it loads. */
type Hand = { child: ChildProcess; workingSince: number | null };

/** Several workers at once, of whom none is left in peace: those that are killed are replaced at once. */
export function startWorkers({ size, variables }: { size: number; variables: NodeJS.ProcessEnv }) {
  const hands = new Set<Hand>();
  const startsMs: number[] = [];
  const complaints: string[] = [];
  let killed = 0;
  let isOver = false;
  for (let hand = 0; hand < size; hand++) hire();

  function hire() {
    const startedAt = performance.now();
    const child = spawn(process.execPath, ["--import", endWithParent, "--import", "tsx", worker], {
      env: { ...variables, LOG_LEVEL: "info" },
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const hand: Hand = { child, workingSince: null };
    hands.add(hand);
    child.once("exit", () => {
      hands.delete(hand);
      if (!isOver) hire();
    });
    const listen = (line: string) => {
      if (/"level":(50|60)|Error/.test(line)) complaints.push(line);
      if (complaints.length > MOST_COMPLAINTS_KEPT) complaints.shift();
      if (hand.workingSince !== null || !line.includes("the worker is running")) return;
      hand.workingSince = performance.now();
      startsMs.push(hand.workingSince - startedAt);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", listen);
    }
  }

  return {
    /** Kills, by SIGKILL, all that have worked for a second. */
    strike: () => {
      const longSince = performance.now() - LET_WORK_MS;
      for (const { child, workingSince } of hands) {
        if (workingSince === null || workingSince > longSince || !child.pid) continue;
        if (child.signalCode === null && stopGroup(child.pid, "SIGKILL")) killed += 1;
      }
    },
    killed: () => killed,
    /** How long they took from nothing to work, in the middle. */
    medianStartMs: () => startsMs.toSorted((a, b) => a - b)[Math.floor(startsMs.length / 2)] ?? Number.NaN,
    /** The last errors in their logs: under faults some are to be expected. */
    complaints: () => complaints,
    /** Lets them end in order. */
    stop: async () => {
      isOver = true;
      await Promise.all(
        [...hands].map(async ({ child }) => {
          const ended = once(child, "exit");
          if (child.pid && stopGroup(child.pid, "SIGTERM")) await ended;
        }),
      );
    },
  };
}
