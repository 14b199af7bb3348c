import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import { startMailbox } from "../mailbox/server";
import { ensureBuild } from "../stack/build";
import type { Lifetime } from "../stack/lifetime";
import { startWeb, startWorker } from "../stack/parts";
import { waitUntilReady } from "../stack/readiness";
import { startServices } from "../stack/stack";
import type { reportSteps } from "../stack/steps";
import type { Bench, BenchOptions } from "./bench";
import { findNginx, startNginx } from "./ceilings/nginx";
import { connectAsSite } from "./site-database";
import { ask, startChild } from "./start-child";

/** Resend's default limit. */
const CALLS_PER_SECOND = 5;

const generator = new URL("./load/generator.ts", import.meta.url);
const bufferServer = new URL("./ceilings/buffer-server.ts", import.meta.url);
const inserter = new URL("./ceilings/insert-rows.ts", import.meta.url);

type Options = BenchOptions & { processes: number; pin: boolean };
type Start = { lifetime: Lifetime; step: ReturnType<typeof reportSteps>; options: Options };
type Process = { pid: () => number | undefined };

/** Starts the built site in production mode with its own durable database, and the processes that measure it. */
export async function startBench({ lifetime, step, options }: Start): Promise<Bench> {
  await step({ doing: "Building the site", done: () => "Site is built" }, () =>
    ensureBuild({ signal: lifetime.signal }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-bench-"));
  lifetime.onStop(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o755);
  const settings = { port: await getPort(), mailboxPort: await getPort(), dataDir };
  const started = await startServices({ settings, mode: "production", lifetime, step });
  const variables: NodeJS.ProcessEnv = {
    ...started,
    LOG_LEVEL: "error",
    WEB_CONCURRENCY: String(options.processes),
    DRAIN_SECONDS: "0",
  };
  const url = `http://127.0.0.1:${settings.port}`;
  const web = startPart(startWeb, variables, lifetime);
  await waitUntilReady(`${url}/api/health/ready`, lifetime.signal);

  const processes = new Map<string, Process>([["web", web]]);
  const databasePid = Number.parseInt(await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8"), 10);
  processes.set("postgres", { pid: () => databasePid });
  const loads = [startChild(generator, { lifetime }), startChild(generator, { lifetime })] as const;
  const buffers = startChild(bufferServer, { lifetime });
  const nginxAt = await findNginx();
  const nginx = nginxAt ? await startNginx(nginxAt, { folder: dataDir, lifetime }) : null;
  const databaseUrl = variables.DATABASE_URL ?? "";
  const inserts = startChild(inserter, { lifetime, variables });
  const pids = () => pidsOf(processes);
  const servers = [buffers.pid, nginx?.pid, inserts.pid, process.pid];
  const pin = () => {
    if (options.pin)
      pinApart({ load: loads.map(({ pid }) => pid), others: [...servers, ...Object.values(pids())] });
  };
  pin();
  return {
    ...{ lifetime, options, url, port: settings.port, databaseUrl, pids, nginx },
    load: (job) => ask(loads[0], { ...job, host: "127.0.0.1" }),
    probe: (job) => ask(loads[1], { ...job, host: "127.0.0.1" }),
    serveBuffer: (answer) => ask(buffers, answer),
    insertRows: (job) => ask(inserts, job),
    ...(await connectAsSite({ variables, lifetime })),
    startWorker: async () => {
      let mails = 0;
      const mailbox = await startMailbox({
        directory: join(dataDir, "mailbox"),
        port: settings.mailboxPort,
        perSecond: CALLS_PER_SECOND,
        onAccepted: [() => (mails += 1)],
      });
      const worker = startPart(startWorker, variables, lifetime);
      processes.set("worker", worker);
      pin();
      const stop = async () => {
        processes.delete("worker");
        await worker.stop();
        await mailbox.stop();
      };
      return { stop, mails: () => mails };
    },
  };
}

function startPart(start: typeof startWeb, variables: NodeJS.ProcessEnv, lifetime: Lifetime) {
  const part = start({
    variables,
    onLine: () => {},
    onEvent: (name, event) => console.error(`${name} ${event}`),
  });
  lifetime.onStop(part.stop);
  return part;
}

function pidsOf(processes: Map<string, Process>): Record<string, number> {
  const found = [...processes].flatMap(([name, { pid }]) => {
    const id = pid();
    return id === undefined ? [] : [[name, id] as const];
  });
  return Object.fromEntries(found);
}

/** Gives the load generators the last processor, and everything else the others. */
function pinApart({ load, others }: { load: (number | undefined)[]; others: (number | undefined)[] }) {
  const last = availableParallelism() - 1;
  if (last < 1) throw new Error("--pin needs two processors.");
  const pinAll = (pids: (number | undefined)[], processors: string) => {
    for (const pid of pids) {
      if (!pid) continue;
      const { error } = spawnSync("taskset", ["-a", "-c", "-p", processors, String(pid)]);
      if (error) throw new Error("--pin needs the program taskset (Debian: util-linux).", { cause: error });
    }
  };
  pinAll(load, String(last));
  pinAll(others, `0-${last - 1}`);
}
