import { LRUCache } from "lru-cache";
import { mac } from "@/lib/crypto";

/** Behind one address there may be all of a mobile network; whoever makes up browsers is stopped some time. */
const MOST_A_DAY = 20_000;
/** The busiest addresses are never the ones that are forgotten. */
const MOST_ADDRESSES = 20_000;

/** Kept on `globalThis`, so that hot reload, or a module that is bundled twice, remembers the same. */
const held = globalThis as typeof globalThis & { groundswellVisitsBy?: LRUCache<string, number> };

/** Whether a visit from an address still counts on a day (UTC): so many do in each process. No address is kept in clear. */
export function stillCounts({ address, day }: { address: string; day: string }): boolean {
  held.groundswellVisitsBy ??= new LRUCache({ max: MOST_ADDRESSES });
  const key = `${day} ${mac("sharing/address", address).toString("base64")}`;
  const before = held.groundswellVisitsBy.get(key) ?? 0;
  held.groundswellVisitsBy.set(key, before + 1);
  return before < MOST_A_DAY;
}
