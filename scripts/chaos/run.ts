import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { startFaultEnvironment, type WebHost } from "../faults/environment";
import { gatherEvidence, isIdle } from "../faults/evidence";
import { waitUntil } from "../faults/run";
import { startWorkers } from "../faults/workers";
import { readCount } from "../ha/counted";
import { type Crowd, gatherCrowd } from "../ha/people";
import { READ_PAGES, renderPages, watchPages } from "../ha/watch-pages";
import { noFaults } from "../mailbox/faults";
import { randomFrom } from "../mailbox/random";
import type { Lifetime } from "../stack/lifetime";
import type { reportSteps } from "../stack/steps";
import { type Answered, startBalancer } from "./balancer";
import { type ChaosCheck, checkChaos } from "./checks";
import { startDatabaseProxy } from "./database-proxy";
import { faults, possibleFaults, type Targets } from "./inflict";
import { type Clock, type Disk, mountDisk, prepareClock } from "./preparations";

const HOSTS = 2;
const WORKERS = 2;
const DRAIN_TIMEOUT_MS = 120_000;
/** Longer than all mails take that are queued while workers are frozen and killed. */
const GIVE_UP_AFTER_MS = 300_000;
const MIN_REST_MS = 200;

type ChaosOptions = {
  seed: number;
  /** Faults go on for this time, and until each kind has happened. */
  seconds: number;
  perSecond: number;
  freezeSeconds: number;
  /** The longest time between two faults. */
  restMs: number;
  lifetime: Lifetime;
  step: ReturnType<typeof reportSteps>;
  onFault: (line: string) => void;
};

type ChaosOutcome = {
  checks: ChaosCheck[];
  happened: Map<string, number>;
  missing: Record<string, string>;
};

/** People sign and confirm, and others read, while faults of all kinds happen. Then checks what everybody was told. */
export async function runChaos(options: ChaosOptions): Promise<ChaosOutcome> {
  const { lifetime, step, seed } = options;
  const site = await startSite(options);
  const { environment, crowd, targets, answered, proxy } = site;
  const sql = postgres(environment.databaseUrl, { max: 1 });
  lifetime.onStop(() => sql.end());
  const before = await readCount(sql);
  await renderPages(
    environment.hosts.map(({ url }) => url),
    lifetime.signal,
  );
  const pages = watchPages([environment.appUrl]);
  crowd.arrive(options.perSecond);
  const { names, missing } = possibleFaults(targets);
  const happened = await step(
    {
      doing: `People sign, while ${names.length} kinds of faults happen (seed ${seed})`,
      done: () => "Faults are over",
    },
    () => inflictAll(names, { targets, ...options }),
  );
  await step({ doing: "Waiting until everybody has confirmed", done: () => "Everybody has confirmed" }, () =>
    crowd.stop(),
  );
  await pages.stop();
  await step({ doing: "Waiting for the last mail and event", done: () => "All is quiet" }, () =>
    waitUntil(DRAIN_TIMEOUT_MS, lifetime.signal, () => isIdle(sql, environment.mails)),
  );
  await targets.workers.stop();
  const evidence = await gatherEvidence(sql, environment);
  const after = await readCount(sql);
  const polls = pages.polls;
  const swallowed = proxy.counts().swallowed;
  return {
    checks: await checkChaos(sql, { evidence, told: crowd.told, before, after, polls, answered, swallowed }),
    happened,
    missing,
  };
}

type Inflicting = ChaosOptions & { targets: Targets };

/** Inflicts each kind once in a random order, then again, until the time is over. */
async function inflictAll(names: string[], { targets, seconds, seed, restMs, onFault }: Inflicting) {
  const random = randomFrom(seed);
  const happened = new Map<string, number>();
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1_000;
  for (let round = 0; round === 0 || elapsed() < seconds; round += 1)
    for (const name of shuffled(names, random)) {
      if (round > 0 && elapsed() > seconds) break;
      await pause(MIN_REST_MS + random() * (restMs - MIN_REST_MS), undefined, {
        signal: targets.signal,
      });
      const from = elapsed();
      await faults[name]?.(targets);
      happened.set(name, (happened.get(name) ?? 0) + 1);
      onFault(`${from.toFixed(1)}–${elapsed().toFixed(1)} s: ${name}`);
    }
  return happened;
}

function shuffled<T>(items: T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

async function startSite({ lifetime, step, seed, freezeSeconds }: ChaosOptions) {
  let disk: Disk | null = null;
  let clock: Clock | null = null;
  let proxy: Targets["proxy"] | undefined;
  let crowd: Crowd | undefined;
  const variables: Record<string, string> = {};
  const environment = await startFaultEnvironment({
    faults: noFaults,
    lifetime,
    step,
    onEvent: () => {},
    setup: {
      hosts: HOSTS,
      variables,
      databaseSettings: { max_wal_size: "128MB", min_wal_size: "32MB" },
      databaseIn: async (dataDir) => {
        clock = await prepareClock(dataDir);
        Object.assign(variables, clock?.variables);
        disk = await mountDisk(dataDir, lifetime);
        return disk?.folder ?? dataDir;
      },
      databaseVia: async (url) => {
        proxy = await startDatabaseProxy(url);
        lifetime.onStop(proxy.stop);
        return proxy.url;
      },
      onMail: (mail) => crowd?.receive(mail),
    },
  });
  if (!proxy) throw new Error("the proxy was not started");
  const down = new Set<WebHost>();
  const { answered } = await balance(environment, { down, lifetime });
  const workers = startWorkers({ size: WORKERS, variables: environment.variables });
  lifetime.onStop(workers.stop);
  const { appUrl, mailboxUrl, hosts, databaseFolder, crashDatabase } = environment;
  crowd = gatherCrowd({
    url: appUrl,
    mailboxUrl: () => mailboxUrl,
    signal: lifetime.signal,
    giveUpAfterMs: GIVE_UP_AFTER_MS,
  });
  const targets: Targets = {
    ...{ hosts, down, workers, proxy, databaseFolder, crashDatabase, disk, clock, freezeSeconds },
    pages: READ_PAGES,
    random: randomFrom(~seed),
    signal: lifetime.signal,
  };
  return { environment, crowd, targets, answered, proxy };
}

type Balancing = { down: Set<WebHost>; lifetime: Lifetime };

async function balance(
  { appUrl, hosts }: { appUrl: string; hosts: WebHost[] },
  { down, lifetime }: Balancing,
): Promise<{ answered: Answered[] }> {
  const balancer = await startBalancer({
    port: Number(new URL(appUrl).port),
    hosts: hosts.map((host) => ({ port: host.port, isDown: () => down.has(host) })),
  });
  lifetime.onStop(balancer.stop);
  return balancer;
}
