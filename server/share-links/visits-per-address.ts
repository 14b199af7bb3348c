import { LRUCache } from "lru-cache";
import { shareOf } from "@/app/_http/network-limit";
import { perProcess } from "@/db/singleton";
import { mac } from "@/lib/crypto";

/** A mobile network may share one address. The limit stops scripts that forge user agents. */
const MAX_VISITS_PER_DAY = 20_000;
/** Beyond this number, the least recently used addresses are dropped. */
const MAX_ADDRESSES = 20_000;

const visitsPerAddress = perProcess(
  "visits-per-address",
  () => new LRUCache<string, number>({ max: MAX_ADDRESSES }),
);

/** Whether a visit from an address still counts on a day (UTC). Each process has its share of the limit. Counts this visit. No address is stored in clear. */
export function isWithinDailyLimit({ address, day }: { address: string; day: string }): boolean {
  const key = `${day} ${mac("sharing/address", address).toString("base64")}`;
  const visits = visitsPerAddress().get(key) ?? 0;
  visitsPerAddress().set(key, visits + 1);
  return visits < shareOf(MAX_VISITS_PER_DAY);
}
