import { readEnv } from "@/lib/env";

/** The first Node of each line without the known holes: Node 20 gets no fixes any more. */
const SAFE_NODE = [22, 23, 4] as const;

/** Says so when this Node is older than what a public server should run. */
export function warnIfNodeTooOld(version = process.versions.node) {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const isSafe =
    major !== SAFE_NODE[0]
      ? major > SAFE_NODE[0]
      : minor !== SAFE_NODE[1]
        ? minor > SAFE_NODE[1]
        : patch >= SAFE_NODE[2];
  if (isSafe) return;
  console.warn(
    `Node ${version} has known, unpatched holes. It is fine for trying things out; production wants the newest 24.x LTS.`,
  );
}

/** Ends the program with a list of what is missing, unless the environment is complete. */
export function requireEnvironment() {
  try {
    readEnv(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
