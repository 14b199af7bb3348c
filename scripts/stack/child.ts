import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { restartDelays } from "@/server/cluster/restart-delay";
import { stopGroup } from "./run";

const STOP_TIMEOUT_MS = 15_000;

const endWithParent = new URL("./end-with-parent.mjs", import.meta.url).href;

type ChildOptions = {
  /** The arguments of Node: its own flags, a script, the script's arguments. */
  command: string[];
  cwd: string;
  variables: NodeJS.ProcessEnv;
  /** Receives each line of the child's output. */
  onLine: (line: string) => void;
  /** Receives its unexpected exits. */
  onEvent: (event: string) => void;
};

export type Child = {
  /** The id of the current process. */
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

/** Runs a Node program until it is stopped. If it exits by itself, it is restarted with increasing delays. */
export function keepRunning(options: ChildOptions): Child {
  let child = start(options);
  let isStopping = false;
  const delayAfter = restartDelays();
  let timer: NodeJS.Timeout | undefined;

  const watch = (startedAt: number) => {
    child.once("exit", (code, signal) => {
      if (isStopping) return;
      const delay = delayAfter(Date.now() - startedAt);
      options.onEvent(`ended unexpectedly (${signal ?? `code ${code}`}); restarting it in ${delay / 1000} s`);
      killGroup(child);
      timer = setTimeout(() => {
        child = start(options);
        watch(Date.now());
      }, delay);
    });
  };
  watch(Date.now());

  return {
    pid: () => child.pid,
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await stopChild(child);
    },
  };
}

function start({ command, cwd, variables, onLine }: ChildOptions): ChildProcess {
  const child = spawn(process.execPath, ["--import", endWithParent, ...command], {
    cwd,
    env: variables,
    // In its own process group: Ctrl-C reaches only this process, which stops its children in order.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on("line", onLine);
  }
  return child;
}

async function stopChild(child: ChildProcess) {
  if (child.exitCode === null && child.signalCode === null && child.pid) {
    const ended = once(child, "exit");
    const timer = setTimeout(() => killGroup(child), STOP_TIMEOUT_MS);
    stopGroup(child.pid, "SIGTERM");
    await ended;
    clearTimeout(timer);
  }
  killGroup(child);
}

function killGroup({ pid }: ChildProcess) {
  if (pid) stopGroup(pid, "SIGKILL");
}
