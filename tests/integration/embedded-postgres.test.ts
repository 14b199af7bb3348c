import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningPostgres, startPostgres } from "@/scripts/stack/postgres";
import { runningServer } from "@/scripts/stack/postgres-cluster";

vi.mock("@/scripts/stack/postgres-cluster", async (original) => {
  const module = await original<typeof import("@/scripts/stack/postgres-cluster")>();
  return { ...module, runningServer: vi.fn(module.runningServer) };
});

// Creating and recovering a cluster takes many seconds on a loaded machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A folder with a new cluster. Copying it is faster than creating one for each test. */
let template: string;
let dataDir: string;
let server: RunningPostgres | undefined;

const temporaryFolder = () => mkdtemp(join(tmpdir(), "embedded-"));

beforeAll(async () => {
  template = await temporaryFolder();
  await (await startPostgres({ dataDir: template })).stop();
});
afterAll(() => rm(template, { recursive: true }));

beforeEach(async () => {
  dataDir = await temporaryFolder();
  // Unlike `fs.cp`, it keeps the owner of the files.
  await promisify(execFile)("cp", ["-a", `${template}/.`, dataDir]);
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

async function runSql(query: string): Promise<unknown[]> {
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

/** Waits until the watcher has begun another check of the server. */
async function waitForStartOfCheck() {
  const { calls } = vi.mocked(runningServer).mock;
  const before = calls.length;
  await expect.poll(() => calls.length, { timeout: 10_000, interval: 10 }).toBeGreaterThan(before);
}

/** Waits until the watcher has begun and finished another check of the server. */
async function waitForCheck() {
  const { calls, settledResults } = vi.mocked(runningServer).mock;
  const next = calls.length;
  await expect
    .poll(() => settledResults[next]?.type ?? "incomplete", { timeout: 10_000 })
    .not.toBe("incomplete");
}

test("keeps its data after a stop and a start", async () => {
  await start();
  await runSql("create table notes as select 'kept' as note");
  await stop();
  await start();
  expect(await runSql("select note from notes")).toEqual([{ note: "kept" }]);
});

test("restarts a killed server on the same address", async () => {
  await start();
  await runSql("create table notes as select 'kept' as note");
  const consoleError = vi.spyOn(console, "error").mockImplementation(() => {});
  process.kill(await serverPid(), "SIGKILL");
  await vi.waitFor(async () => expect(await runSql("select note from notes")).toEqual([{ note: "kept" }]), {
    timeout: 10_000,
    interval: 200,
  });
  consoleError.mockRestore();
});

test("crash() loses only uncommitted changes, and the watcher does not restart the server a second time", async () => {
  await start();
  await runSql("create table notes as select 'kept' as note");
  const pid = await serverPid();
  const errors = vi.spyOn(console, "error").mockImplementation(() => {});
  const other = postgres(server?.url ?? "", { max: 1, onnotice: () => {} });
  let crash: Promise<void> | undefined;
  const interrupted = other.begin(async (sql) => {
    await sql`insert into notes values ('lost')`;
    crash = server?.crash();
    await crash;
    await sql`select 1`;
  });
  await expect(interrupted).rejects.toThrow();
  await crash;
  await other.end();
  await waitForCheck();
  expect(errors).not.toHaveBeenCalled();
  errors.mockRestore();
  expect(await serverPid()).not.toBe(pid);
  expect(await runSql("select note from notes")).toEqual([{ note: "kept" }]);
});

test("does not restart a server whose pid file is unreadable or empty for a moment", async () => {
  await start();
  const pid = await serverPid();
  const errors = vi.spyOn(console, "error").mockImplementation(() => {});
  await rename(pidFile(), `${pidFile()}.kept`);
  await mkdir(pidFile());
  await waitForCheck();
  expect(errors).toHaveBeenCalledWith(expect.objectContaining({ code: "EISDIR" }));

  await rmdir(pidFile());
  errors.mockClear();
  await writeFile(pidFile(), "");
  await waitForStartOfCheck();
  await rename(`${pidFile()}.kept`, pidFile());
  await waitForCheck();
  expect(errors).not.toHaveBeenCalled();
  errors.mockRestore();
  expect(await serverPid()).toBe(pid);
  expect(await runSql("select 1 as one")).toEqual([{ one: 1 }]);
});

test("starts although a killed server left an empty pid file", async () => {
  await start();
  await stop();
  await writeFile(pidFile(), "");
  await start();
  expect(await runSql("select 1 as one")).toEqual([{ one: 1 }]);
});

test("two stacks cannot share a folder", async () => {
  await start();
  await expect(startPostgres({ dataDir })).rejects.toThrow("in use by another stack");
  expect(await runSql("select 1 as one")).toEqual([{ one: 1 }]);
});

describe("a folder without a cluster", () => {
  beforeEach(() => rm(join(dataDir, "postgres"), { recursive: true }));

  test("an interrupted initialisation is repeated", async () => {
    await mkdir(join(dataDir, "postgres.unfinished-abc"));
    await start();
    expect(await runSql("select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("the cluster starts in a folder that only its owner can read", async () => {
    await chmod(dataDir, 0o700);
    await start();
    expect(await runSql("show server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
  });
});
