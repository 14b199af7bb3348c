import { createHash } from "node:crypto";
import { access, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { claimFile } from "./claim";
import { readIfExists } from "./files";
import { run } from "./run";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sourceFolders = ["app", "db", "emails", "lib", "public"];
const sourceFile = /\.(ts|tsx|js|mjs|json)$/;
/** Next writes both of them while it builds. */
const notASource = /^(next-env\.d\.ts|tsconfig\.json)$/;
const hashFile = join(root, ".next/source-hash");
/** Next empties its folder before it builds, but for the cache. */
const builderFile = join(root, ".next/cache/builder");
const LOOK_EVERY_MS = 300;

/**
 * Builds the site, unless the build that is there was made from exactly these sources and packages.
 * Of several processes that ask at once, one builds and the others wait for it.
 */
export async function ensureBuild({
  signal,
}: {
  signal?: AbortSignal;
} = {}): Promise<"built" | "already-built"> {
  const release = await turnToBuild(signal);
  try {
    const hash = await sourceHash();
    if ((await readIfExists(hashFile)) === hash && (await hasBuild())) return "already-built";
    await rm(hashFile, { force: true });
    await build(signal);
    await writeFile(hashFile, hash);
    return "built";
  } finally {
    await release();
  }
}

async function turnToBuild(signal?: AbortSignal): Promise<() => Promise<void>> {
  for (;;) {
    const turn = await claimFile(builderFile);
    if (turn.outcome === "claimed") return turn.release;
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}

function build(signal?: AbortSignal) {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const variables = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  return run([process.execPath, next, "build"], { cwd: root, variables, signal });
}

export function hasBuild(): Promise<boolean> {
  return access(join(root, ".next/BUILD_ID")).then(
    () => true,
    () => false,
  );
}

async function sourceHash(): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const file of await sourceFiles()) {
    hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest("hex");
}

async function sourceFiles(): Promise<string[]> {
  const atTop = await readdir(root);
  const found = atTop.filter((name) => sourceFile.test(name) && !notASource.test(name));
  for (const folder of sourceFolders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries)
      if (entry.isFile()) found.push(join(entry.parentPath, entry.name).slice(root.length));
  }
  return found.sort();
}
