import type { Database } from "@/db/client";
import { measureDelivery } from "@/lib/reporting/measure-delivery";

const REST_AT_LEAST_MS = 5_000;
/** Measuring may take a twentieth of the time of one connection, and so of the database, however many signatures there are. */
const REST_TIMES = 20;

/** One round of measuring how the latest mails got through; says how long to rest. */
export async function measureRound(db: Database): Promise<number> {
  const began = performance.now();
  await measureDelivery(db, { now: new Date() });
  return Math.max(REST_AT_LEAST_MS, REST_TIMES * (performance.now() - began));
}
