import type { Database } from "@/db/client";
import { measurePending } from "@/lib/reporting/measure-pending";

const REST_AT_LEAST_MS = 5_000;
/** Counting may take a twentieth of the time of one connection, however many wait. */
const REST_TIMES = 20;

/** One round of counting who has still to confirm; says how long to rest. */
export async function pendingRound(db: Database): Promise<number> {
  const began = performance.now();
  await measurePending(db, { now: new Date() });
  return Math.max(REST_AT_LEAST_MS, REST_TIMES * (performance.now() - began));
}
