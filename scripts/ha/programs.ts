import { access, constants, readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The programs that `npm run test:ha` starts, and the Debian packages that hold them. */
const PACKAGES = {
  nginx: "nginx",
  pgbouncer: "pgbouncer",
  haproxy: "haproxy",
  patroni: "patroni",
  etcd: "etcd-server",
  openssl: "openssl",
  setpriv: "util-linux",
} as const;

const POSTGRES_FOLDERS = "/usr/lib/postgresql";
/** Debian keeps servers out of the path of ordinary users. */
const SYSTEM_FOLDERS = ["/usr/sbin", "/sbin"];

export type Programs = Record<keyof typeof PACKAGES, string> & {
  /** The folder with `postgres`, `initdb` and `pg_basebackup`, of the newest version that is installed. */
  postgresFolder: string;
};

/** Finds all programs. Throws one error that names the Debian packages of those that are missing. */
export async function findPrograms(): Promise<Programs> {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...SYSTEM_FOLDERS];
  const names = Object.keys(PACKAGES) as (keyof typeof PACKAGES)[];
  const found = await Promise.all(names.map(async (name) => [name, await findIn(folders, name)] as const));
  const postgresFolder = await findPostgresFolder();
  const missing = [
    ...found.flatMap(([name, path]) => (path ? [] : [PACKAGES[name]])),
    ...(postgresFolder ? [] : ["postgresql"]),
  ];
  if (missing.length > 0 || !postgresFolder)
    throw new Error(
      `This needs programs that are not installed. On Debian: apt install ${missing.join(" ")}`,
    );
  return { ...(Object.fromEntries(found) as Record<keyof typeof PACKAGES, string>), postgresFolder };
}

async function findIn(folders: string[], name: string): Promise<string | null> {
  for (const folder of folders) if (await isExecutable(join(folder, name))) return join(folder, name);
  return null;
}

async function findPostgresFolder(): Promise<string | null> {
  const versions = await readdir(POSTGRES_FOLDERS).catch(() => []);
  for (const version of versions.toSorted((a, b) => Number(b) - Number(a))) {
    const folder = join(POSTGRES_FOLDERS, version, "bin");
    if (await isExecutable(join(folder, "pg_basebackup"))) return folder;
  }
  return null;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
