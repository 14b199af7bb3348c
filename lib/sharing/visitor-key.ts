import { createHmac } from "node:crypto";
import { mac } from "@/lib/crypto";

/** Half of an HMAC-SHA-256 tells apart more visitors than there are. */
const KEY_BYTES = 16;
/** A day's salt goes 36 hours after the day began, so that it is gone within 48 even if the worker is late. */
const KEPT_HOURS_AFTER_MIDNIGHT = 12;

/** A visitor as a process may hold them until they are counted: HMAC under a key of ours, so that no address waits in clear. */
export function maskVisitor({ address, agent }: { address: string; agent: string }): Buffer {
  return mac("sharing/visitor", `${address}\n${agent}`);
}

/** The same as the database may know them for a day: HMAC under that day's salt, another one for each link. */
export function visitorKey(
  salt: Uint8Array,
  { code, visitor }: { code: string; visitor: Uint8Array },
): Buffer {
  return createHmac("sha256", salt).update(code).update(visitor).digest().subarray(0, KEY_BYTES);
}

/** The first day (UTC) whose salt is still kept. */
export function oldestKeptDay(now: Date): string {
  return new Date(now.getTime() - KEPT_HOURS_AFTER_MIDNIGHT * 3_600_000).toISOString().slice(0, 10);
}
