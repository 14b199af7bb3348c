import { chmod, mkdir, mkdtemp, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type RunningPostgres, startPostgres } from "@/scripts/stack/postgres";

let dataDir: string;
let server: RunningPostgres | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "embedded-"));
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(dataDir, { recursive: true });
});

async function start() {
  server = await startPostgres({ dataDir });
  return server;
}

async function stop() {
  await server?.stop();
  server = undefined;
}

async function ask(query: string): Promise<unknown[]> {
  const sql = postgres(server?.url ?? "", { max: 1, connect_timeout: 2 });
  try {
    return [...(await sql.unsafe(query))];
  } finally {
    await sql.end();
  }
}

const pidFile = () => join(dataDir, "postgres/postmaster.pid");

async function serverPid(): Promise<number> {
  return Number.parseInt(await readFile(pidFile(), "utf8"), 10);
}

/** Long enough for the watcher to have looked. */
const A_LOOK_MS = 1_300;

test("what was stored is there after a stop and a start", async () => {
  await start();
  await ask("create table notes as select 'kept' as note");
  await stop();
  await start();
  expect(await ask("select note from notes")).toEqual([{ note: "kept" }]);
});

test("a killed server comes back on the same address", async () => {
  await start();
  await ask("create table notes as select 'kept' as note");
  const silenced = vi.spyOn(console, "error").mockImplementation(() => {});
  process.kill(await serverPid(), "SIGKILL");
  await vi.waitFor(async () => expect(await ask("select note from notes")).toEqual([{ note: "kept" }]), {
    timeout: 10_000,
    interval: 200,
  });
  silenced.mockRestore();
});

test("a crash that is asked for loses what was not committed and nothing else, and the watcher does not interfere", async () => {
  await start();
  await ask("create table notes as select 'kept' as note");
  const pid = await serverPid();
  const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
  const other = postgres(server?.url ?? "", { max: 1, onnotice: () => {} });
  let crash: Promise<void> | undefined;
  const cutOff = other.begin(async (sql) => {
    await sql`insert into notes values ('lost')`;
    crash = server?.crash();
    await crash;
    await sql`select 1`;
  });
  await expect(cutOff).rejects.toThrow();
  await crash;
  await other.end();
  await pause(A_LOOK_MS);
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
  expect(await serverPid()).not.toBe(pid);
  expect(await ask("select note from notes")).toEqual([{ note: "kept" }]);
});

test("a watcher that cannot look, or sees half a pid file, looks again and lets the server be", async () => {
  await start();
  const pid = await serverPid();
  const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
  await rename(pidFile(), `${pidFile()}.kept`);
  await mkdir(pidFile());
  await pause(A_LOOK_MS);
  expect(complaints).toHaveBeenCalledWith(expect.objectContaining({ code: "EISDIR" }));

  await rmdir(pidFile());
  complaints.mockClear();
  await writeFile(pidFile(), "");
  await pause(A_LOOK_MS);
  await rename(`${pidFile()}.kept`, pidFile());
  await pause(A_LOOK_MS);
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
  expect(await serverPid()).toBe(pid);
  expect(await ask("select 1 as one")).toEqual([{ one: 1 }]);
});

test("an empty pid file that a cut-off server left does not keep the next one from starting", async () => {
  await start();
  await stop();
  await writeFile(pidFile(), "");
  await start();
  expect(await ask("select 1 as one")).toEqual([{ one: 1 }]);
});

test("a first initialisation that broke off is done again", async () => {
  await mkdir(join(dataDir, "postgres.unfinished-abc"));
  await start();
  expect(await ask("select 1 as one")).toEqual([{ one: 1 }]);
});

test("two stacks cannot share a folder", async () => {
  await start();
  await expect(startPostgres({ dataDir })).rejects.toThrow("in use by another stack");
  expect(await ask("select 1 as one")).toEqual([{ one: 1 }]);
});

test("a folder that is closed to everybody else will do", async () => {
  await chmod(dataDir, 0o700);
  await start();
  expect(await ask("show server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
});
