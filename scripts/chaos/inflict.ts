import { setTimeout as pause } from "node:timers/promises";
import type { WebHost } from "../faults/environment";
import type { startWorkers } from "../faults/workers";
import { waitUntilReady } from "../stack/readiness";
import type { startDatabaseProxy } from "./database-proxy";
import type { Clock, Disk } from "./preparations";
import { databasePid, familyOf, signalAll } from "./processes";

/** What can be hit. */
export type Targets = {
  hosts: WebHost[];
  /** The hosts that were killed or frozen and do not answer yet. */
  down: Set<WebHost>;
  workers: ReturnType<typeof startWorkers>;
  proxy: Awaited<ReturnType<typeof startDatabaseProxy>>;
  databaseFolder: string;
  crashDatabase: () => Promise<void>;
  disk: Disk | null;
  clock: Clock | null;
  /** The pages that are asked for all the time: a host is up again when it has them. */
  pages: string[];
  random: () => number;
  signal: AbortSignal;
  freezeSeconds: number;
};

/** Inflicts a fault and returns when it is over. */
type Fault = (targets: Targets) => Promise<void>;

const SWALLOW_MS = 2_000;
const JUMP_SECONDS = 120;
const JUMP_MS = 2_000;
const RELOAD_CLOCK_MS = 1_500;

/** All faults by name. */
export const faults: Record<string, Fault> = {
  "web killed": async (targets) => {
    const host = pick(targets.hosts, targets.random);
    await whileDown(targets, host, async () => {
      signalAll(await familyOf(host.web.pid() ?? 0), "SIGKILL");
      await warmUp(host, targets);
    });
  },
  "web frozen": async (targets) => {
    const host = pick(targets.hosts, targets.random);
    await whileDown(targets, host, async () => {
      await freeze(await familyOf(host.web.pid() ?? 0), targets);
      await warmUp(host, targets);
    });
  },
  "workers killed": async ({ workers }) => workers.killRunning(),
  "worker frozen": async (targets) => {
    const pid = pick(targets.workers.pids(), targets.random);
    await freeze(await familyOf(pid), targets);
  },
  "database crashed": ({ crashDatabase }) => crashDatabase(),
  "database frozen": async (targets) => {
    const pid = await databasePid(targets.databaseFolder);
    if (pid) await freeze(await familyOf(pid), targets);
  },
  "connections cut": async ({ proxy }) => proxy.cutAll(),
  "answers to COMMIT swallowed": async ({ proxy, signal }) => {
    proxy.swallow(true);
    await pause(SWALLOW_MS, undefined, { signal });
    proxy.swallow(false);
  },
  "disk full": async ({ disk, signal, freezeSeconds }) => {
    await disk?.fill();
    await pause(freezeSeconds * 500, undefined, { signal }).finally(() => disk?.free());
  },
  "clock jumped": async ({ clock, signal, random }) => {
    await clock?.jump(random() < 0.5 ? JUMP_SECONDS : -JUMP_SECONDS);
    await pause(JUMP_MS, undefined, { signal }).finally(() => clock?.jump(0));
    await pause(RELOAD_CLOCK_MS, undefined, { signal });
  },
};

async function freeze(pids: number[], { freezeSeconds, signal }: Targets) {
  signalAll(pids, "SIGSTOP");
  await pause(freezeSeconds * 1_000, undefined, { signal }).finally(() => signalAll(pids, "SIGCONT"));
}

async function whileDown({ down }: Targets, host: WebHost, work: () => Promise<void>) {
  down.add(host);
  await work().finally(() => down.delete(host));
}

/** Waits until a host answers and holds the pages: the next fault may take the other host, or the database. */
async function warmUp({ url }: WebHost, { pages, signal }: Targets) {
  await waitUntilReady(`${url}/api/health/ready`, signal);
  for (const page of pages) await waitUntilReady(url + page, signal);
}

function pick<T>(items: T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("there is nothing to choose from");
  return item;
}

/** Returns the faults that this machine allows, and why others do not happen. */
export function possibleFaults({ disk, clock }: Pick<Targets, "disk" | "clock">) {
  const missing: Record<string, string> = {
    ...(!disk && { "disk full": "needs root, to mount a small disk" }),
    ...(!clock && { "clock jumped": "needs libfaketime (Debian: faketime)" }),
  };
  return { names: Object.keys(faults).filter((name) => !(name in missing)), missing };
}
