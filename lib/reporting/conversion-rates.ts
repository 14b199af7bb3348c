import { shareOf } from "./timeframe";

type Came = { visits: number; confirmed: number };

/**
 * Which share of those who came by a channel signed. Null where visits and signatures are not those of the same people: where
 * more signed than came (from a partner's page, or on a later visit), or where `throughOthersLinks` came through links whose
 * visits count for another campaign.
 */
export function yieldOf({ visits, confirmed }: Came, throughOthersLinks: number): number | null {
  if (throughOthersLinks > 0 || visits === 0 || visits < confirmed) return null;
  return shareOf(confirmed, visits);
}
