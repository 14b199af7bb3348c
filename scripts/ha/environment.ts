import getPort from "get-port";
import { ensureBuild } from "../stack/build";
import type { Lifetime } from "../stack/lifetime";
import type { reportSteps } from "../stack/steps";
import { createSiteDatabase, type DatabaseCluster, startDatabaseCluster } from "./database-cluster";
import { type Machine, prepareMachine } from "./machine";
import { type Crowd, gatherCrowd } from "./people";
import { type RunningNginx, startHaproxy, startNginx, startPgbouncer } from "./proxies";
import { type Site, startSite } from "./site";

export type Step = ReturnType<typeof reportSteps>;

export type Environment = {
  machine: Machine;
  cluster: DatabaseCluster;
  site: Site;
  nginx: RunningNginx;
  crowd: Crowd;
  /** HAProxy's address of the primary, as the owner of the tables. */
  databaseUrl: string;
};

/** Starts everything on this machine: etcd, two PostgreSQL nodes, HAProxy, PgBouncer, two web processes, two workers, mailbox, nginx. */
export async function startEverything(lifetime: Lifetime, step: Step): Promise<Environment> {
  const machine = await prepareMachine(lifetime);
  await step({ doing: "Building the site", done: () => "Site is built" }, () =>
    ensureBuild({ signal: lifetime.signal }),
  );
  const cluster = await step(
    { doing: "Starting etcd and two Patroni nodes", done: () => "etcd, primary and synchronous replica" },
    () => startDatabaseCluster(machine, lifetime),
  );
  const { primaryPort, replicaPort } = await startHaproxy(machine, { nodes: cluster.nodes, lifetime });
  const poolerPort = await startPgbouncer(machine, { primaryPort, lifetime });
  const urlAt = await createSiteDatabase(cluster.nodes[0].port);
  const urls = {
    directUrl: urlAt(primaryPort),
    replicaUrl: urlAt(replicaPort),
    pooledUrl: urlAt(poolerPort),
  };
  const port = await getPort();
  let mailboxUrl = "";
  const url = `http://localhost:${port}`;
  const crowd = gatherCrowd({ url, mailboxUrl: () => mailboxUrl, signal: lifetime.signal });
  const site = await step(
    {
      doing: "Starting web, workers and mailbox",
      done: () => "HAProxy, PgBouncer, 2 web, 2 workers, mailbox",
    },
    () => startSite({ directory: machine.directory, port, urls, onMail: crowd.receive, lifetime }),
  );
  mailboxUrl = site.mailboxUrl;
  const nginx = await startNginx(machine, { name: "nginx", port, upstreamPorts: site.webPorts, lifetime });
  return { machine, cluster, site, nginx, crowd, databaseUrl: urls.directUrl };
}
