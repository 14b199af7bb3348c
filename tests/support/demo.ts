import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import postgres from "postgres";
import { Resend } from "resend";
import { onTestFinished } from "vitest";
import { waitUntilReady } from "@/scripts/stack/readiness";

const ROOT = join(import.meta.dirname, "../..");

/** A demo's data folder, addresses and ports. They stay the same when it restarts. */
export type DemoSettings = { dataDir: string; site: string; mailbox: string; ports: Record<string, string> };

/** Reserves a data folder and free ports for a demo. The folder is deleted when the test ends. */
export async function someDemoSettings(): Promise<DemoSettings> {
  const dataDir = await mkdtemp(join(tmpdir(), "demo-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const [port, mailboxPort] = [await getPort(), await getPort()];
  return {
    dataDir,
    site: `http://localhost:${port}`,
    mailbox: `http://localhost:${mailboxPort}`,
    ports: { PORT: String(port), MAILBOX_PORT: String(mailboxPort) },
  };
}

/** Starts the demo as `npm run demo` does, and waits until it serves. `stop` sends SIGTERM and returns the exit code. */
export async function startDemo({ dataDir, site, ports }: DemoSettings) {
  const demo = spawn(process.execPath, ["--import", "tsx", "scripts/demo.ts"], {
    cwd: ROOT,
    env: { ...process.env, ...ports, DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  for (const stream of [demo.stdout, demo.stderr]) stream.on("data", (chunk) => output.push(String(chunk)));
  const exited = new AbortController();
  const exit = once(demo, "exit").then(([code]) => {
    exited.abort(new Error(`the demo ended with ${code}:\n${output.join("")}`));
    return code;
  });
  const stop = () => {
    demo.kill("SIGTERM");
    return exit;
  };
  onTestFinished(stop);
  await waitUntilReady(`${site}/api/health/ready`, exited.signal);
  return { stop };
}

/** Returns the command lines of a demo's running processes. They are recognised by its folder in their command or environment. */
export async function listDemoProcesses({ dataDir }: DemoSettings): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
  const found = await Promise.all(
    pids.map(async (pid) => ({
      command: await read(pid, "cmdline"),
      environment: await read(pid, "environ"),
    })),
  );
  return found
    .filter(({ command, environment }) => (command + environment).includes(dataDir))
    .map(({ command }) => command.replaceAll("\0", " "));
}

/** Runs a query in the database of a running demo. */
export async function queryDemo({ dataDir }: DemoSettings, query: string) {
  const [, , , port] = (await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n");
  const password = await readFile(join(dataDir, "postgres-password"), "utf8");
  const sql = postgres(`postgres://groundswell:${password}@127.0.0.1:${port}/groundswell`, { max: 1 });
  try {
    return await sql.unsafe(query);
  } finally {
    await sql.end();
  }
}

/** Counts the mails to an address in a demo's mailbox. */
export async function countMails({ mailbox }: DemoSettings, address: string): Promise<number> {
  const { data, error } = await new Resend("re_test", { baseUrl: mailbox }).emails.list({ limit: 100 });
  if (error) throw new Error(error.message);
  return data.data.filter(({ to }) => to.includes(address)).length;
}
