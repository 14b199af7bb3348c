import type { Outcome } from "./run";

/** For people. */
export function formatReport({ findings, medianStartMs, complaints }: Outcome): string {
  const rows = findings.map(({ fact, found, holds }) => `  ${holds ? "✓" : "✗"} ${fact.padEnd(56)} ${found}`);
  const failed = findings.some(({ holds }) => !holds);
  return [
    "",
    ...rows,
    "",
    `  A worker takes ${(medianStartMs / 1_000).toFixed(1)} s to start.`,
    ...(failed ? ["", "  The last errors of the workers:", ...complaints] : []),
    "",
  ].join("\n");
}
