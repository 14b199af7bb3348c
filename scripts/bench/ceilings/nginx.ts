import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import getPort from "get-port";
import type { Lifetime } from "../../stack/lifetime";
import { waitUntilReady } from "../../stack/readiness";

const WORKERS = 2;
/** Where Debian installs it; not in the search path of every user. */
const SYSTEM_FOLDERS = ["/usr/sbin", "/usr/local/sbin"];

export type StaticServer = {
  port: number;
  pid: number;
  /** Stores an answer as a file and returns its path. The file holds the compressed bytes. */
  add: (name: string, answer: { body: Uint8Array; headers: Record<string, string> }) => Promise<string>;
};

/** Returns where nginx is, or null if it is not installed. */
export async function findNginx(): Promise<string | null> {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...SYSTEM_FOLDERS];
  for (const folder of folders) {
    const program = join(folder, "nginx");
    if (
      await access(program).then(
        () => true,
        () => false,
      )
    )
      return program;
  }
  return null;
}

/** Starts nginx with two workers and no log. Each content encoding has a folder. */
export async function startNginx(
  program: string,
  { folder, lifetime }: { folder: string; lifetime: Lifetime },
): Promise<StaticServer> {
  const port = await getPort();
  for (const encoding of ENCODINGS) await mkdir(join(folder, "files", encoding), { recursive: true });
  await chmod(folder, 0o755);
  await writeFile(join(folder, "files/identity/ready"), "ready");
  await writeFile(join(folder, "nginx.conf"), configuration(folder, port));
  const nginx = spawn(
    program,
    ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")],
    {
      stdio: "ignore",
    },
  );
  lifetime.onStop(() => stop(nginx));
  await waitUntilReady(`http://127.0.0.1:${port}/identity/ready`, lifetime.signal);
  const add: StaticServer["add"] = async (name, { body, headers }) => {
    const encoding = headers["content-encoding"] ?? "identity";
    await writeFile(join(folder, "files", encoding, name), body);
    return `/${encoding}/${name}`;
  };
  return { port, pid: nginx.pid ?? 0, add };
}

const ENCODINGS = ["identity", "gzip", "br"];

function configuration(folder: string, port: number): string {
  const locations = ENCODINGS.map((encoding) => {
    const header = encoding === "identity" ? "" : `add_header content-encoding ${encoding};`;
    return `location /${encoding}/ { ${header} add_header vary accept-encoding; }`;
  });
  return `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes ${WORKERS};
pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 1000000;
  default_type "text/html; charset=utf-8";
  server_tokens off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}/files; ${locations.join(" ")} }
}
`;
}

async function stop(nginx: ChildProcess) {
  if (nginx.exitCode !== null || nginx.signalCode !== null) return;
  const ended = once(nginx, "exit");
  nginx.kill("SIGTERM");
  await ended;
}
