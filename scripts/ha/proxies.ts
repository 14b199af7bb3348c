import { join } from "node:path";
import getPort from "get-port";
import type { Lifetime } from "../stack/lifetime";
import { run } from "../stack/run";
import { type DatabaseNode, POOLER_USER } from "./database-cluster";
import { deployedFile, type Machine, readDeployed } from "./machine";

const HOST = "127.0.0.1";

/** Starts HAProxy with `deploy/ha/haproxy.cfg`. Returns the ports of the primary and of the replica. */
export async function startHaproxy(
  machine: Machine,
  { nodes: [first, second], lifetime }: { nodes: [DatabaseNode, DatabaseNode]; lifetime: Lifetime },
) {
  const [primaryPort, replicaPort] = [await getPort(), await getPort()];
  const apiPort = ({ api }: DatabaseNode) => new URL(api).port;
  const haproxy = machine.start("haproxy", [machine.programs.haproxy, "-f", deployedFile("ha/haproxy.cfg")], {
    NODE_1: `${HOST}:${first.port}`,
    NODE_1_API: apiPort(first),
    NODE_2: `${HOST}:${second.port}`,
    NODE_2_API: apiPort(second),
    PRIMARY_ADDRESS: `${HOST}:${primaryPort}`,
    REPLICA_ADDRESS: `${HOST}:${replicaPort}`,
  });
  lifetime.onStop(haproxy.stop);
  await haproxy.untilPortOpen(primaryPort, lifetime.signal);
  return { primaryPort, replicaPort };
}

/** Starts PgBouncer with `deploy/pgbouncer/pgbouncer.ini`, in front of HAProxy's primary. Returns its port. */
export async function startPgbouncer(
  machine: Machine,
  { primaryPort, lifetime }: { primaryPort: number; lifetime: Lifetime },
): Promise<number> {
  const port = await getPort();
  const users = await machine.writeConfig("userlist.txt", POOLER_USER);
  const file = await machine.writeConfig(
    "pgbouncer.ini",
    await readDeployed("pgbouncer/pgbouncer.ini", {
      "port=5000": `port=${primaryPort}`,
      "listen_port = 6432": `listen_port = ${port}`,
      "auth_file = /etc/pgbouncer/userlist.txt": `auth_file = ${users}`,
    }),
  );
  const pgbouncer = machine.start("pgbouncer", [machine.programs.pgbouncer, file]);
  lifetime.onStop(pgbouncer.stop);
  await pgbouncer.untilPortOpen(port, lifetime.signal);
  return port;
}

export type RunningNginx = {
  /** With and without TLS, which only a test does. */
  url: string;
  tlsUrl: string;
  cacheFolder: string;
  accessLog: string;
};

type NginxOptions = { name: string; port?: number; upstreamPorts: number[]; lifetime: Lifetime };

/** Starts nginx with `deploy/nginx/nginx.conf` in front of web processes. */
export async function startNginx(
  machine: Machine,
  { name, port, upstreamPorts, lifetime }: NginxOptions,
): Promise<RunningNginx> {
  const folder = await machine.createFolder(name);
  const [plainPort, tlsPort] = [port ?? (await getPort()), await getPort()];
  const cacheFolder = join(folder, "cache");
  const accessLog = join(folder, "access.log");
  const certificate = await createCertificate(machine, name);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  await machine.writeConfig(
    `${name}/listen.conf`,
    [
      `listen ${HOST}:${plainPort};`,
      `listen ${HOST}:${tlsPort} ssl http2;`,
      "server_name localhost 127.0.0.1;",
      ...certificate,
    ].join("\n"),
  );
  const servers = upstreamPorts.map((each) => `server ${HOST}:${each} max_fails=2 fail_timeout=2s;`);
  const upstream = { "server 127.0.0.1:3000 max_fails=2 fail_timeout=2s;": servers.join("\n") };
  await machine.writeConfig(`${name}/upstream.conf`, await readDeployed("nginx/upstream.conf", upstream));
  const paths = await readDeployed("nginx/paths.conf", {
    "/var/cache/nginx/groundswell": cacheFolder,
    "/var/log/nginx/access.log": accessLog,
  });
  await machine.writeConfig(`${name}/paths.conf`, [paths, ...temporary].join("\n"));
  const file = await machine.writeConfig(`${name}/nginx.conf`, await readDeployed("nginx/nginx.conf"));
  const outside = `daemon off; pid ${join(folder, "nginx.pid")}; error_log stderr warn;`;
  const nginx = machine.start(name, [machine.programs.nginx, "-p", folder, "-c", file, "-g", outside]);
  lifetime.onStop(nginx.stop);
  await nginx.untilPortOpen(plainPort, lifetime.signal);
  return {
    url: `http://localhost:${plainPort}`,
    tlsUrl: `https://localhost:${tlsPort}`,
    cacheFolder,
    accessLog,
  };
}

/** Returns the lines of nginx that name a certificate of the test's own. */
async function createCertificate({ programs, writeConfig }: Machine, name: string): Promise<string[]> {
  const { openssl } = programs;
  const curve = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const key = await writeConfig(`${name}/key.pem`, await run([openssl, "genpkey", ...curve]));
  const request = ["-x509", "-new", "-key", key, "-subj", "/CN=localhost", "-days", "1"];
  const file = await writeConfig(`${name}/certificate.pem`, await run([openssl, "req", ...request]));
  return [`ssl_certificate ${file};`, `ssl_certificate_key ${key};`];
}
