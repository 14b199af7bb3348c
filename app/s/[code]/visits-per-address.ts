import { LRUCache } from "lru-cache";
import { perProcess } from "@/db/singleton";
import { mac } from "@/lib/crypto";

/** Behind one address there may be all of a mobile network; whoever makes up browsers is stopped some time. */
const MOST_A_DAY = 20_000;
/** The busiest addresses are never the ones that are forgotten. */
const MOST_ADDRESSES = 20_000;

const visitsPerAddress = perProcess(
  "visits-per-address",
  () => new LRUCache<string, number>({ max: MOST_ADDRESSES }),
);

/** Whether a visit from an address still counts on a day (UTC): so many do in each process. No address is kept in clear. */
export function isWithinDailyLimit({ address, day }: { address: string; day: string }): boolean {
  const key = `${day} ${mac("sharing/address", address).toString("base64")}`;
  const before = visitsPerAddress().get(key) ?? 0;
  visitsPerAddress().set(key, before + 1);
  return before < MOST_A_DAY;
}
