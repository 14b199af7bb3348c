import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { stopGroup } from "./run";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const STEADY_AFTER_MS = 30_000;
const STOP_WITHIN_MS = 15_000;

const endWithParent = new URL("./end-with-parent.mjs", import.meta.url).href;

export type ChildOptions = {
  /** What Node runs: its own flags, a script, the script's arguments. */
  command: string[];
  cwd: string;
  variables: NodeJS.ProcessEnv;
  /** Receives each line that the child writes. */
  onLine: (line: string) => void;
  /** Receives what befalls it. */
  onEvent: (event: string) => void;
};

export type Child = {
  /** The number of the process that runs now. */
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

/** Runs a Node program until it is stopped. When it dies by itself, it is started again, ever more slowly. */
export function keepRunning(options: ChildOptions): Child {
  let child = start(options);
  let stopping = false;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;

  const watch = (startedAt: number) => {
    child.once("exit", (code, signal) => {
      if (stopping) return;
      if (Date.now() - startedAt > STEADY_AFTER_MS) pause = FIRST_PAUSE_MS;
      options.onEvent(
        `ended unexpectedly (${signal ?? `code ${code}`}); starting it again in ${pause / 1000} s`,
      );
      stopRemains(child);
      timer = setTimeout(() => {
        child = start(options);
        watch(Date.now());
      }, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  };
  watch(Date.now());

  return {
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await stopChild(child);
    },
  };
}

function start({ command, cwd, variables, onLine: say }: ChildOptions): ChildProcess {
  const child = spawn(process.execPath, ["--import", endWithParent, ...command], {
    cwd,
    env: variables,
    // A group of its own: Ctrl-C in the terminal reaches only the stack, which stops its parts in order.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on("line", say);
  }
  return child;
}

async function stopChild(child: ChildProcess) {
  if (child.exitCode === null && child.signalCode === null && child.pid) {
    const ended = once(child, "exit");
    const impatience = setTimeout(() => stopRemains(child), STOP_WITHIN_MS);
    stopGroup(child.pid, "SIGTERM");
    await ended;
    clearTimeout(impatience);
  }
  stopRemains(child);
}

function stopRemains({ pid }: ChildProcess) {
  if (pid) stopGroup(pid, "SIGKILL");
}
