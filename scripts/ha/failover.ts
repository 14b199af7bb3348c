import { setTimeout as pause } from "node:timers/promises";
import type { Lifetime } from "../stack/lifetime";
import { waitUntilReady } from "../stack/readiness";
import type { DatabaseNode } from "./database-cluster";
import type { Environment, Step } from "./environment";
import type { Told } from "./people";
import { type Polls, renderPages, watchPages } from "./watch-pages";

/** People sign undisturbed for so long before and after each fault. */
const QUIET_MS = 5_000;
const POLL_INTERVAL_MS = 100;
const WRITES_TIMEOUT_MS = 60_000;

/** What a fault cost: seconds until the first signature was acknowledged after the pause that it caused. */
export type Fault = { what: string; writesBackSeconds: number };

export type Failover = { faults: Fault[]; rejoinSeconds: number; pages: Polls; direct: Polls };

type Options = { environment: Environment; perSecond: number; lifetime: Lifetime; step: Step };

/** Lets people sign and confirm while the primary, its replica and a web process are killed in turn. */
export async function runFailover({ environment, perSecond, lifetime, step }: Options): Promise<Failover> {
  const { cluster, crowd, nginx, site } = environment;
  const [first] = cluster.nodes;
  const { told } = crowd;
  const webUrls = site.webPorts.map((port) => `http://localhost:${port}`);
  await renderPages([...webUrls, nginx.url], lifetime.signal);
  const pages = watchPages([nginx.url]);
  const direct = watchPages(webUrls);
  lifetime.onStop(pages.stop);
  lifetime.onStop(direct.stop);
  crowd.arrive(perSecond);
  await pause(QUIET_MS);
  const faults = [await measure("the primary is killed", { kill: first.kill, told, step })];
  await pause(QUIET_MS);
  const rejoinSeconds = await rejoin(first, { lifetime, step });
  await pause(QUIET_MS);
  faults.push(await measure("the replica is killed", { kill: first.kill, told, step }));
  await direct.stop();
  const killWeb = async () => void process.kill(site.webs[0]?.pid() ?? Number.NaN, "SIGKILL");
  faults.push(await measure("a web process is killed", { kill: killWeb, told, step }));
  await pause(QUIET_MS);
  await step(
    { doing: "Waiting for everybody to confirm", done: () => "Everybody has been answered" },
    crowd.stop,
  );
  await pages.stop();
  return { faults, rejoinSeconds, pages: pages.polls, direct: direct.polls };
}

type Measured = { kill: () => Promise<void>; told: Told; step: Step };

/** Kills something and measures until signatures are acknowledged again. */
function measure(what: string, { kill, told, step }: Measured): Promise<Fault> {
  return step(
    { doing: `Now ${what}`, done: ({ writesBackSeconds: seconds }) => `${what}: ${seconds.toFixed(1)} s` },
    async () => {
      const killedAt = Date.now();
      await kill();
      const writesBackSeconds = await secondsUntilWrites(told, killedAt);
      return { what, writesBackSeconds };
    },
  );
}

/** The end of the longest pause between signatures that were acknowledged since a time, once there were enough of them again. */
async function secondsUntilWrites({ signed }: Told, since: number): Promise<number> {
  const deadline = since + WRITES_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const times = [...signed.values()].map(({ at }) => at).filter((at) => at >= since);
    const ordered = [since, ...times.toSorted((a, b) => a - b)];
    const pauses = ordered.slice(1).map((at, index) => ({ end: at, length: at - (ordered[index] ?? at) }));
    const longest = pauses.reduce((one, other) => (other.length > one.length ? other : one), {
      end: since,
      length: 0,
    });
    // Signatures were acknowledged for 5 s without a longer pause.
    if (
      Date.now() - longest.end > QUIET_MS &&
      Date.now() - (ordered.at(-1) ?? since) < longest.length + 1_000
    )
      return (longest.end - since) / 1_000;
    await pause(POLL_INTERVAL_MS);
  }
  return Number.POSITIVE_INFINITY;
}

function rejoin(node: DatabaseNode, { lifetime, step }: { lifetime: Lifetime; step: Step }): Promise<number> {
  return step(
    {
      doing: `Starting ${node.name} again`,
      done: (seconds) => `${node.name} is synchronous replica after ${seconds.toFixed(1)} s`,
    },
    async () => {
      const startedAt = Date.now();
      node.start();
      await waitUntilReady(`${node.api}/sync`, lifetime.signal);
      return (Date.now() - startedAt) / 1_000;
    },
  );
}
