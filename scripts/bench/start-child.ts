import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Lifetime } from "../stack/lifetime";

const endWithParent = new URL("../stack/end-with-parent.mjs", import.meta.url).href;

/** Starts a script of the benchmark in a process of its own, until the benchmark ends. */
export function startChild(
  script: URL,
  { lifetime, variables }: { lifetime: Lifetime; variables?: NodeJS.ProcessEnv },
): ChildProcess {
  const child = fork(fileURLToPath(script), {
    execArgv: ["--import", endWithParent, "--import", "tsx"],
    env: { ...process.env, ...variables },
    serialization: "advanced",
  });
  lifetime.onStop(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  });
  return child;
}

/** Sends a message and returns the reply. Throws if the process ends without one. */
export async function ask<Reply>(child: ChildProcess, message: object): Promise<Reply> {
  const answered = once(child, "message");
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`A process of the benchmark ended (${signal ?? code}).`);
  });
  // Only the race handles it.
  ended.catch(() => {});
  child.send(message);
  const [reply] = await Promise.race([answered, ended]);
  return reply;
}
