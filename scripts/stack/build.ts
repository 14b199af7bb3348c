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
/** Next writes both while it builds. */
const generatedFile = /^(next-env\.d\.ts|tsconfig\.json)$/;
const hashFile = join(root, ".next/source-hash");
/** In the cache, because Next empties the rest of its folder before it builds. */
const lockFile = join(root, ".next/cache/builder");
const POLL_INTERVAL_MS = 300;

/** Builds the site unless the existing build has the same sources and packages. Of several processes, one builds and the others wait. */
export async function ensureBuild({
  signal,
}: {
  signal?: AbortSignal;
} = {}): Promise<"built" | "already-built"> {
  const release = await waitForLock(signal);
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

async function waitForLock(signal?: AbortSignal): Promise<() => Promise<void>> {
  for (;;) {
    const claim = await claimFile(lockFile);
    if (claim.outcome === "claimed") return claim.release;
    await pause(POLL_INTERVAL_MS, undefined, { signal });
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
  const found = atTop.filter((name) => sourceFile.test(name) && !generatedFile.test(name));
  for (const folder of sourceFolders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries)
      if (entry.isFile()) found.push(join(entry.parentPath, entry.name).slice(root.length));
  }
  return found.sort();
}
