import { and, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { exports } from "@/db/schema";
import { isFree } from "@/lib/lease";
import { isUnfinished } from "./make-export";

/** The task that writes an export, as `enqueue_export()` names it. Its payload is `{ exportId }`. */
export const EXPORT_TASK = "make-export";
/** The flag of its jobs, by which a worker limits how many it runs at a time. */
export const EXPORT_FLAG = "export";

/**
 * Adds the job that writes an export, in the caller's transaction. A job that waits for it already stays as it is.
 * `enqueue_export()` (migration 0014) runs as the owner of the queue, which the application cannot write to.
 */
export async function enqueueExport(tx: Transaction, exportId: string): Promise<void> {
  await tx.execute(sql`select enqueue_export(${exportId}::uuid)`);
}

/** Adds jobs for unfinished exports that no worker holds: their worker was killed, or is about to start. */
export async function enqueueAbandonedExports(db: Database, { now }: { now: Date }): Promise<void> {
  await db.execute(sql`
    select enqueue_export(${exports.id}) from ${exports} where ${and(isUnfinished(), isFree(exports, now))}`);
}
