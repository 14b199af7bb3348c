import { and, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { exports } from "@/db/schema";
import { isFree } from "@/lib/lease";
import { isUnfinished } from "./make-export";

/** The task that writes an export. Its payload is `{ exportId }`. */
export const EXPORT_TASK = "make-export";
/** The flag of its jobs, by which a worker limits how many it runs at a time. */
export const EXPORT_FLAG = "export";

/** Adds the job that writes an export, in the caller's transaction. A job that waits for it already stays as it is. */
export async function enqueueExport(tx: Transaction, exportId: string): Promise<void> {
  await tx.execute(enqueueCall(sql`${exportId}::text`));
}

/** Adds jobs for unfinished exports that no worker holds: their worker was killed, or is about to start. */
export async function enqueueAbandonedExports(db: Database, { now }: { now: Date }): Promise<void> {
  await db.execute(sql`
    ${enqueueCall(sql`${exports.id}::text`)} from ${exports} where ${and(isUnfinished(), isFree(exports, now))}`);
}

/** `enqueue_job()` is ours (migration 0014). It runs as the owner of the queue, which the application cannot write to. */
function enqueueCall(exportId: ReturnType<typeof sql>) {
  return sql`select enqueue_job(
    ${EXPORT_TASK}::text, json_build_object('exportId', ${exportId}), 'export:' || ${exportId}, array[${EXPORT_FLAG}::text])`;
}
