import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { stopGroup } from "../stack/run";

const worker = fileURLToPath(new URL("../worker.ts", import.meta.url));
const endWithParent = new URL("../stack/end-with-parent.mjs", import.meta.url).href;
const MAX_ERRORS = 30;
/** Workers run at least this long before they are killed. On a slow machine they would otherwise never start. */
const MIN_RUN_MS = 1_000;

/** `runningSince` is null while it starts. */
type Worker = { child: ChildProcess; runningSince: number | null };

/** Starts several workers. A worker that exits is replaced immediately. */
export function startWorkers({ size, variables }: { size: number; variables: NodeJS.ProcessEnv }) {
  const running = new Set<Worker>();
  const startTimesMs: number[] = [];
  const errors: string[] = [];
  let killed = 0;
  let isStopping = false;
  for (let count = 0; count < size; count++) startOne();

  function startOne() {
    const startedAt = performance.now();
    const child = spawn(process.execPath, ["--import", endWithParent, "--import", "tsx", worker], {
      env: { ...variables, LOG_LEVEL: "info" },
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const started: Worker = { child, runningSince: null };
    running.add(started);
    child.once("exit", () => {
      running.delete(started);
      if (!isStopping) startOne();
    });
    const onLine = (line: string) => {
      if (/"level":(50|60)|Error/.test(line)) errors.push(line);
      if (errors.length > MAX_ERRORS) errors.shift();
      if (started.runningSince !== null || !line.includes("the worker is running")) return;
      started.runningSince = performance.now();
      startTimesMs.push(started.runningSince - startedAt);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", onLine);
    }
  }

  return {
    /** Kills, by SIGKILL, all workers that have run for at least `MIN_RUN_MS`. */
    killRunning: () => {
      const before = performance.now() - MIN_RUN_MS;
      for (const { child, runningSince } of running) {
        if (runningSince === null || runningSince > before || !child.pid) continue;
        if (child.signalCode === null && stopGroup(child.pid, "SIGKILL")) killed += 1;
      }
    },
    pids: () => [...running].flatMap(({ child }) => child.pid ?? []),
    killed: () => killed,
    /** The median time from start to running. */
    medianStartMs: () =>
      startTimesMs.toSorted((a, b) => a - b)[Math.floor(startTimesMs.length / 2)] ?? Number.NaN,
    /** The latest errors in their logs. Under faults, some are expected. */
    errors: () => errors,
    /** Stops all workers gracefully. */
    stop: async () => {
      isStopping = true;
      await Promise.all(
        [...running].map(async ({ child }) => {
          const ended = once(child, "exit");
          if (child.pid && stopGroup(child.pid, "SIGTERM")) await ended;
        }),
      );
    },
  };
}
