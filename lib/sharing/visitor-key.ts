import { createHmac } from "node:crypto";
import { mac } from "@/lib/crypto";

/** Half of an HMAC-SHA-256 is enough to avoid collisions. */
const KEY_BYTES = 16;
/** A salt is deleted 36 hours after its day began. We promise 48, so a worker may be down for 12 hours. */
const KEPT_HOURS_AFTER_MIDNIGHT = 12;

/** Masks a visitor with an HMAC under our key, so that no IP address is kept in memory until the visit is counted. */
export function maskVisitor({ address, agent }: { address: string; agent: string }): Buffer {
  return mac("sharing/visitor", `${address}\n${agent}`);
}

/** Returns the key of a visitor in the database: an HMAC under the day's salt, different for each link. */
export function visitorKey(
  salt: Uint8Array,
  { code, visitor }: { code: string; visitor: Uint8Array },
): Buffer {
  return createHmac("sha256", salt).update(code).update(visitor).digest().subarray(0, KEY_BYTES);
}

/** Returns the oldest day (UTC) whose salt is still kept. */
export function oldestKeptDay(now: Date): string {
  return new Date(now.getTime() - KEPT_HOURS_AFTER_MIDNIGHT * 3_600_000).toISOString().slice(0, 10);
}
