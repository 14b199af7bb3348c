type Yield = { visits: number; confirmed: number };

/**
 * Returns the share of a channel's visitors who signed. Null if visits and signatures do not belong to the same people:
 * - there are more signatures than visits, from an embed or on a later visit;
 * - there are signatures through links whose visits count for another campaign (`throughForeignLinks`).
 */
export function conversionRate({ visits, confirmed }: Yield, throughForeignLinks: number): number | null {
  if (throughForeignLinks > 0 || visits === 0 || visits < confirmed) return null;
  return ratio(confirmed, visits);
}

/** Returns part / whole, limited to 0…1. */
export function ratio(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}

/** Returns the signatures per 1,000 readers. Null if readers were not counted for as long as signatures were. */
export function signaturesPerThousandReaders(tally: {
  confirmed: number;
  readers: number | null;
  fromTheStart: boolean | null;
}): number | null {
  const { confirmed, readers, fromTheStart } = tally;
  return readers && fromTheStart ? (confirmed / readers) * 1_000 : null;
}
