import { spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import getPort from "get-port";
import { expect, onTestFinished, test, vi } from "vitest";

const METRICS_TOKEN = "sixteen-or-more-characters";
const POLL = { timeout: 60_000, interval: 50 };

// Starting processes takes many seconds on a loaded machine.
vi.setConfig({ testTimeout: 300_000 });
const several = fileURLToPath(new URL("../support/cluster/several.ts", import.meta.url));

/** Connections, not requests, are shared out among the processes. One that was given to a process that died is not answered. */
async function getOnNewConnection(url: string): Promise<string> {
  const [answer] = await once(get(url, { agent: false, signal: AbortSignal.timeout(2_000) }), "response");
  return text(answer);
}

async function startProcesses(...args: string[]) {
  const port = String(await getPort());
  const primary = spawn(process.execPath, ["--import", "tsx", several, port, ...args], {
    env: { ...process.env, METRICS_TOKEN },
    stdio: "ignore",
  });
  onTestFinished(() => void primary.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  const ask = async () => {
    const answer = await getOnNewConnection(url).catch(() => "null");
    return (
      (JSON.parse(answer) as { pid: number; isStarting: boolean; processes: unknown } | null) ?? undefined
    );
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
  const answering = new Set<number>();
  const findNew = async () => {
    const pid = (await ask())?.pid;
    if (pid && pid !== killed) answering.add(pid);
    return answering.size;
  };
  await expect.poll(findNew, POLL).toBe(2);
  expect(answering).toContain(survivor);
  await expect.poll(ask, POLL).toMatchObject({ isStarting: false, processes: { wanted: 2, listening: 2 } });

  const ended = once(primary, "exit");
  for (const signal of ["SIGTERM", "SIGTERM"] as const) primary.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(await ask()).toBeUndefined();
});

test("processes that end before any could serve are not started again and again", async () => {
  const { primary } = await startProcesses("fail");
  expect(await once(primary, "exit")).toEqual([1, null]);
});
