import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import getPort from "get-port";
import { expect, onTestFinished, test, vi } from "vitest";

const METRICS_TOKEN = "sixteen-or-more-characters";
const POLL = { timeout: 120_000, interval: 50 };

// Starting processes takes many seconds on a loaded machine.
vi.setConfig({ testTimeout: 300_000 });
const several = fileURLToPath(new URL("../support/cluster/several.ts", import.meta.url));

async function startProcesses(...args: string[]) {
  const port = String(await getPort());
  const primary = spawn(process.execPath, ["--import", "tsx", several, port, ...args], {
    env: { ...process.env, METRICS_TOKEN },
    stdio: "ignore",
  });
  onTestFinished(() => void primary.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  const ask = async () => {
    const answer = await fetch(url).catch(() => null);
    return (await answer?.json()) as { pid: number; isStarting: boolean; processes: unknown } | undefined;
  };
  const readMetrics = async () =>
    (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
  return { primary, ask, readMetrics };
}

test("two processes share a port; one that is killed is started again while the other answers; SIGTERM ends all", async () => {
  const { primary, ask, readMetrics } = await startProcesses();
  await expect.poll(ask, POLL).toMatchObject({ isStarting: false, processes: { wanted: 2, listening: 2 } });
  const pids = new Set<number>();
  const findBoth = async () => pids.add((await ask())?.pid ?? 0).size;
  await expect.poll(findBoth, POLL).toBe(2);
  const asked = async () => Number(/^asked_total (\d+)$/m.exec(await readMetrics())?.[1]);
  const before = await asked();
  for (let request = 0; request < 6; request += 1) await ask();
  expect(await asked()).toBe(before + 6);

  const [killed = 0, survivor] = pids;
  process.kill(killed, "SIGKILL");
  await expect
    .poll(ask, POLL)
    .toMatchObject({ pid: survivor, isStarting: false, processes: { listening: 1 } });
  await expect.poll(ask, POLL).toMatchObject({ processes: { wanted: 2, listening: 2 } });

  const ended = once(primary, "exit");
  for (const signal of ["SIGTERM", "SIGTERM"] as const) primary.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(await ask()).toBeUndefined();
});

test("processes that end before any could serve are not started again and again", async () => {
  const { primary } = await startProcesses("fail");
  expect(await once(primary, "exit")).toEqual([1, null]);
});
