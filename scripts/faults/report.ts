import type { Outcome } from "./run";

/** Formats the results as a table for the terminal. */
export function formatReport({ findings, medianStartMs, workerErrors }: Outcome): string {
  const rows = findings.map(({ fact, found, holds }) => `  ${holds ? "✓" : "✗"} ${fact.padEnd(56)} ${found}`);
  const failed = findings.some(({ holds }) => !holds);
  return [
    "",
    ...rows,
    "",
    `  Median start time of a worker: ${(medianStartMs / 1_000).toFixed(1)} s`,
    ...(failed ? ["", "  The latest errors of the workers:", ...workerErrors] : []),
    "",
  ].join("\n");
}
