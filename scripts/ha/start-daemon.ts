import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Account, stopGroup } from "../stack/run";

const STOP_TIMEOUT_MS = 15_000;
const LOG_LINES = 12;
const POLL_INTERVAL_MS = 100;

export type Service = {
  pid: number;
  /** SIGKILL to the process and to those that it started in its group. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  /** Waits until it accepts connections. Throws with its last lines if it ends before. */
  untilPortOpen: (port: number, signal: AbortSignal) => Promise<void>;
};

type ServiceOptions = {
  /** Names the log file. */
  name: string;
  command: string[];
  variables?: Record<string, string>;
  directory: string;
  account: Account;
  setpriv: string;
};

/** Starts a program that is not Node's as an ordinary user. It ends when this process does, also by SIGKILL. */
export function startService({
  name,
  command,
  variables,
  directory,
  account,
  setpriv,
}: ServiceOptions): Service {
  const logFile = join(directory, `${name}.log`);
  const log = openSync(logFile, "a");
  const { uid, gid } = account;
  const user = uid === undefined ? [] : [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  const child = spawn(setpriv, ["--pdeathsig=TERM", ...user, ...command], {
    cwd: directory,
    env: { NODE_ENV: "production", PATH: process.env.PATH ?? "", LC_ALL: "C.UTF-8", ...variables },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const ended = once(child, "exit");
  ended.catch(() => {});
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} could not be started`);

  async function end(signal: NodeJS.Signals) {
    if (child.exitCode === null && child.signalCode === null) {
      stopGroup(pid as number, signal);
      const timer = setTimeout(() => stopGroup(pid as number, "SIGKILL"), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    }
    stopGroup(pid as number, "SIGKILL");
  }
  return {
    pid,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    untilPortOpen: async (port, signal) => {
      while (!(await isOpen(port))) {
        signal.throwIfAborted();
        if (child.exitCode !== null) throw new Error(`${name} ended.\n${await lastLines(logFile)}`);
        await pause(POLL_INTERVAL_MS);
      }
    },
  };
}

async function lastLines(file: string): Promise<string> {
  return (await readFile(file, "utf8")).split("\n").slice(-LOG_LINES).join("\n");
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
