import { and, eq, inArray, isNotNull, isNull, lte, notExists, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { exports, mailBatches, outboxMessages } from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";
import type { Budget } from "./budget";

/** Mails that will not be sent any more, requested before a time. A message id contains its time. */
export function isOldMail(before: Date) {
  const openBatch = sql`(select from ${mailBatches} where ${mailBatches.id} = ${outboxMessages.batchId} and ${mailBatches.finishedAt} is null)`;
  return and(
    lte(outboxMessages.id, earliestIdAt(before)),
    or(isNotNull(outboxMessages.sentAt), isNotNull(outboxMessages.failedAt)),
    sql`not exists ${openBatch}`,
  );
}

/** Exports without a file, requested before a time. */
export function isOldExport(before: Date) {
  return and(
    lte(exports.requestedAt, before),
    or(isNotNull(exports.deletedAt), isNotNull(exports.failedAt), isNotNull(exports.cancelledAt)),
  );
}

/** Deletes the records of old mails, and the batches that are empty then. Returns the number of mails. */
export async function deleteOldMails(
  db: Database,
  { before, budget }: { before: Date; budget: Budget },
): Promise<number> {
  const deleted = await budget.spend(async (limit) => {
    const due = db
      .select({ id: outboxMessages.id })
      .from(outboxMessages)
      .where(isOldMail(before))
      .limit(limit)
      .for("update", { skipLocked: true });
    const rows = await db
      .delete(outboxMessages)
      .where(inArray(outboxMessages.id, due))
      .returning({ id: outboxMessages.id });
    return rows.length;
  });
  await budget.spend((limit) => deleteEmptyBatches(db, { before, limit }));
  return deleted;
}

async function deleteEmptyBatches(db: Database, { before, limit }: { before: Date; limit: number }) {
  const members = db
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(eq(outboxMessages.batchId, mailBatches.id));
  const empty = db
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(and(lte(mailBatches.finishedAt, before), notExists(members)))
    .limit(limit);
  const rows = await db
    .delete(mailBatches)
    .where(inArray(mailBatches.id, empty))
    .returning({ id: mailBatches.id });
  return rows.length;
}

/** Deletes the records of old exports, whose files were deleted long before. */
export function deleteOldExports(
  db: Database,
  { before, budget }: { before: Date; budget: Budget },
): Promise<number> {
  return budget.spend(async (limit) => {
    const due = db
      .select({ id: exports.id })
      .from(exports)
      .where(and(isOldExport(before), isNull(exports.leaseToken)))
      .limit(limit);
    const rows = await db.delete(exports).where(inArray(exports.id, due)).returning({ id: exports.id });
    return rows.length;
  });
}
