import type { PageChange } from "./page-changes";

/** A position in the primary's write-ahead log, and when it was asked for: all that was committed before is below it. */
type Position = { askedAt: number; bytes: number };

/** One position every half second, for the longest lag that can be allowed. */
const MAX_POSITIONS = 130;
/** A count that follows another one so soon is one of many, and pages show it a little later. */
const BUSY_WITHIN_MS = 1_000;

/**
 * Knows how far a replica is: which changes of the primary it has for certain. All times are in milliseconds on one monotonic clock.
 * After a change of what staff publish, and after a count on a quiet site, the replica is not current before it has that change.
 * While counts change all the time it stays current, and each changed count is reported again when the replica has it.
 */
export function replicaProgress({ maxLagMs }: { maxLagMs: number }) {
  let positions: Position[] = [];
  let hasAllUntil = Number.NEGATIVE_INFINITY;
  let mustHaveUntil = Number.NEGATIVE_INFINITY;
  let lastChangeAt = Number.NEGATIVE_INFINITY;
  let isPrimaryKnown = true;
  const outdated = new Map<string, number>();

  return {
    /** Whether reads may use the replica. While nothing is known of the primary, its age is no obstacle. */
    isCurrent: (now: number): boolean =>
      hasAllUntil >= mustHaveUntil &&
      hasAllUntil > Number.NEGATIVE_INFINITY &&
      (!isPrimaryKnown || now - hasAllUntil <= maxLagMs),

    lagMs: (now: number): number => now - hasAllUntil,

    /** Null: the primary did not answer. */
    notePrimary(bytes: number | null, askedAt: number): void {
      isPrimaryKnown = bytes !== null;
      if (bytes !== null) positions = [...positions.slice(-MAX_POSITIONS), { askedAt, bytes }];
    },

    noteReplica(bytes: number): void {
      for (const position of positions) {
        if (position.bytes <= bytes) hasAllUntil = Math.max(hasAllUntil, position.askedAt);
      }
      positions = positions.filter((position) => position.bytes > bytes);
    },

    noteChange({ kind, campaigns }: PageChange, now: number): void {
      const isBusy = kind === "count" && now - lastChangeAt < BUSY_WITHIN_MS;
      lastChangeAt = now;
      if (!isBusy) mustHaveUntil = now;
      else for (const campaign of campaigns ?? []) outdated.set(campaign, now);
    },

    /** Returns counts that the replica has now, each once. */
    takeArrived(): PageChange[] {
      const arrived = [...outdated].filter(([, at]) => at <= hasAllUntil).map(([campaign]) => campaign);
      for (const campaign of arrived) outdated.delete(campaign);
      return arrived.length > 0 ? [{ kind: "count", campaigns: arrived }] : [];
    },
  };
}
