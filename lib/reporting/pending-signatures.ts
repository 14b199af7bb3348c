/** Up to this number, pending signatures are counted on each request. Above it, the worker's last count is used. */
export const MAX_EXACT_PENDING = 2_000;

/** `asOf` is null for a current count. `atLeast`: there are more, but the exact number is not known yet. */
type Pending = { pending: number; asOf: Date | null; atLeast: boolean };

/** Returns the number of pending signatures. `counted` stops at `MAX_EXACT_PENDING` + 1, and is null if it was not counted. */
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
