import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";
import postgres from "postgres";
import { failedWith } from "../stack/files";
import type { Lifetime } from "../stack/lifetime";
import { waitUntilReady } from "../stack/readiness";
import { deployedFile, type Machine } from "./machine";
import type { Service } from "./start-daemon";

const HOST = "127.0.0.1";
const PASSWORD = "only-in-this-test";

/** One PostgreSQL with its Patroni. */
export type DatabaseNode = {
  name: string;
  port: number;
  /** The address of Patroni's REST API. */
  api: string;
  /** SIGKILL to Patroni and to every process of PostgreSQL, as if the machine had lost its power. */
  kill: () => Promise<void>;
  /** Starts Patroni, and by it PostgreSQL, after `kill`. */
  start: () => void;
};

export type DatabaseCluster = { nodes: [DatabaseNode, DatabaseNode]; etcd: Service };

/** Starts etcd and two Patroni nodes with the files of `deploy/ha`: the first becomes primary, the second its synchronous replica. */
export async function startDatabaseCluster(machine: Machine, lifetime: Lifetime): Promise<DatabaseCluster> {
  const { etcd, url } = await startEtcd(machine, lifetime);
  const first = await startNode(machine, { name: "node1", etcd: url, lifetime });
  await waitUntilReady(`${first.api}/primary`, lifetime.signal);
  const second = await startNode(machine, { name: "node2", etcd: url, lifetime });
  await waitUntilReady(`${second.api}/sync`, lifetime.signal);
  return { nodes: [first, second], etcd };
}

async function startEtcd(machine: Machine, { onStop, signal }: Lifetime) {
  const [clientPort, peerPort] = [await getPort(), await getPort()];
  const client = `http://${HOST}:${clientPort}`;
  const peer = `http://${HOST}:${peerPort}`;
  const dataDir = await machine.createFolder("etcd");
  const etcd = machine.start("etcd", [machine.programs.etcd], {
    ETCD_NAME: "one",
    ETCD_DATA_DIR: dataDir,
    ETCD_LISTEN_CLIENT_URLS: client,
    ETCD_ADVERTISE_CLIENT_URLS: client,
    ETCD_LISTEN_PEER_URLS: peer,
    ETCD_INITIAL_ADVERTISE_PEER_URLS: peer,
    ETCD_INITIAL_CLUSTER: `one=${peer}`,
  });
  onStop(etcd.stop);
  await waitUntilReady(`${client}/health`, signal);
  return { etcd, url: `${HOST}:${clientPort}` };
}

type NodeOptions = { name: string; etcd: string; lifetime: Lifetime };

async function startNode(machine: Machine, { name, etcd, lifetime }: NodeOptions): Promise<DatabaseNode> {
  const [port, apiPort] = [await getPort(), await getPort()];
  const folder = await machine.createFolder(name);
  const dataDir = join(folder, "data");
  const variables = {
    PATRONI_NAME: name,
    PATRONI_ETCD3_HOSTS: etcd,
    PATRONI_RESTAPI_LISTEN: `${HOST}:${apiPort}`,
    PATRONI_RESTAPI_CONNECT_ADDRESS: `${HOST}:${apiPort}`,
    PATRONI_POSTGRESQL_LISTEN: `${HOST}:${port}`,
    PATRONI_POSTGRESQL_CONNECT_ADDRESS: `${HOST}:${port}`,
    PATRONI_POSTGRESQL_DATA_DIR: dataDir,
    PATRONI_POSTGRESQL_BIN_DIR: machine.programs.postgresFolder,
    PATRONI_POSTGRESQL_PGPASS: join(folder, "pgpass"),
    ...Object.fromEntries(
      ["SUPERUSER", "REPLICATION", "REWIND"].flatMap((role) => [
        [`PATRONI_${role}_USERNAME`, role === "SUPERUSER" ? "postgres" : role.toLowerCase()],
        [`PATRONI_${role}_PASSWORD`, PASSWORD],
      ]),
    ),
  };
  const startPatroni = () =>
    machine.start(name, [machine.programs.patroni, deployedFile("ha/patroni.yml")], variables);
  let patroni = startPatroni();
  lifetime.onStop(async () => {
    await patroni.stop();
    await killPostgres(dataDir);
  });
  return {
    name,
    port,
    api: `http://${HOST}:${apiPort}`,
    kill: async () => {
      await Promise.all([patroni.kill(), killPostgres(dataDir)]);
    },
    start: () => {
      patroni = startPatroni();
    },
  };
}

/** Kills the server of a data directory and all its processes at once: none of them can finish anything. */
async function killPostgres(dataDir: string) {
  const text = await readFile(join(dataDir, "postmaster.pid"), "utf8").catch(() => "");
  const postmaster = Number.parseInt(text, 10);
  if (!(postmaster > 0)) return;
  for (const pid of [postmaster, ...(await childrenOf(postmaster))]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if (!failedWith("ESRCH", error)) throw error;
    }
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const children: number[] = [];
  for (const name of await readdir("/proc")) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, "utf8").catch(() => "") : "";
    // The second field, the name, may contain spaces; it ends with the last parenthesis.
    if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent) children.push(Number(name));
  }
  return children;
}

/** Creates the role and the database of the site, as `deploy/ha/README.md` says, and returns the URL of the role. */
export async function createSiteDatabase(port: number): Promise<(port: number) => string> {
  const superuser = postgres(`postgres://postgres:${PASSWORD}@${HOST}:${port}/postgres`, { max: 1 });
  try {
    await superuser.unsafe(`create role groundswell login createrole password '${PASSWORD}'`);
    await superuser.unsafe("create database groundswell owner groundswell");
  } finally {
    await superuser.end();
  }
  return (at) => `postgres://groundswell:${PASSWORD}@${HOST}:${at}/groundswell`;
}

/** The line of PgBouncer's file of users. */
export const POOLER_USER = `"groundswell" "${PASSWORD}"\n`;
