type Came = { visits: number; confirmed: number };

/**
 * Which share of those who came by a channel signed. Null where visits and signatures are not those of the same people: where
 * more signed than came (from a partner's page, or on a later visit), or where `throughOthersLinks` came through links whose
 * visits count for another campaign.
 */
export function conversionRate({ visits, confirmed }: Came, throughOthersLinks: number): number | null {
  if (throughOthersLinks > 0 || visits === 0 || visits < confirmed) return null;
  return ratio(confirmed, visits);
}

/** A part as a share of the whole, from 0 to 1. */
export function ratio(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}

/** How many of a thousand readers signed; null where readers were not counted for as long as signatures were. */
export function signaturesPerThousandReaders(origin: {
  confirmed: number;
  readers: number | null;
  fromTheStart: boolean | null;
}): number | null {
  const { confirmed, readers, fromTheStart } = origin;
  return readers && fromTheStart ? (confirmed / readers) * 1_000 : null;
}
