import { spawn } from "node:child_process";
import { failedWith } from "./files";

export type Account = { uid?: number; gid?: number };

export class CommandFailed extends Error {
  readonly output: string;

  constructor(command: string, code: number | string, output: string) {
    super(`${command} ended with ${code}.\n${output.trim()}`);
    this.name = "CommandFailed";
    this.output = output;
  }
}

/**
 * Runs a program and returns its output; rejects with `CommandFailed` if it fails. It runs in its own process group,
 * so that Ctrl-C reaches only this process, which then stops its children in order.
 */
export function run(
  [program, ...args]: [string, ...string[]],
  {
    account = {},
    cwd,
    variables,
    signal,
  }: { account?: Account; cwd?: string; variables?: NodeJS.ProcessEnv; signal?: AbortSignal } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd,
      env: variables,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    const interrupt = () => child.pid && stopGroup(child.pid, "SIGTERM");
    signal?.addEventListener("abort", interrupt, { once: true });
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("exit", (code, killedBy) => {
      signal?.removeEventListener("abort", interrupt);
      const output = Buffer.concat(chunks).toString("utf8");
      if (code === 0) resolve(output);
      else reject(new CommandFailed(program, code ?? killedBy ?? "no code", output));
    });
  });
}

/** Signals a process group. Does nothing if all its processes have exited. */
export function stopGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if (failedWith("ESRCH", error)) return false;
    throw error;
  }
}
