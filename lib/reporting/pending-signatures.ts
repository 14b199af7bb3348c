/** Up to so many are counted as somebody looks; more are as many as when the worker last counted all of them. */
export const MAX_EXACT_PENDING = 2_000;

/** `asOf` is null for a number of this very moment; `atLeast` says that there are more, and nobody has counted how many. */
export type Pending = { pending: number; asOf: Date | null; atLeast: boolean };

/** How many signatures wait for their confirmation. `counted` stops at one more than `COUNTED_EXACTLY`, and is null where it was not tried. */
export function pendingCount(known: {
  counted: number | null;
  measured: number | null;
  measuredAt: Date | null;
}): Pending {
  const { counted, measured, measuredAt } = known;
  if (counted !== null && counted <= MAX_EXACT_PENDING)
    return { pending: counted, asOf: null, atLeast: false };
  if (measured !== null && measured > MAX_EXACT_PENDING)
    return { pending: measured, asOf: measuredAt, atLeast: false };
  return { pending: MAX_EXACT_PENDING, asOf: null, atLeast: true };
}
