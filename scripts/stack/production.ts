import { readEnv } from "@/lib/env";

/** The first Node version without known vulnerabilities. Node 20 is end-of-life. */
const SAFE_NODE = [22, 23, 4] as const;

/** Warns if this Node version is too old for a public server. */
export function warnIfNodeTooOld(version = process.versions.node) {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const isSafe =
    major !== SAFE_NODE[0]
      ? major > SAFE_NODE[0]
      : minor !== SAFE_NODE[1]
        ? minor > SAFE_NODE[1]
        : patch >= SAFE_NODE[2];
  if (isSafe) return;
  console.warn(`Node ${version} has known vulnerabilities. Use the newest Node 24 LTS in production.`);
}

/** Exits with a list of the missing variables unless the environment is complete. */
export function requireEnvironment() {
  try {
    readEnv(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
