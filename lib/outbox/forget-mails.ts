import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { sha256 } from "@/lib/crypto";
import { openMails, sealRequest } from "./sealed-request";

/**
 * Deletes the unsent mails about these subjects, also out of sealed batches that were never tried. A batch that was tried stays as it
 * is, because the provider refuses other content under the same key: its content is deleted when it ends. Messages that a worker is
 * sealing are skipped; it finds nobody to send them to.
 */
export async function forgetMailsAbout(tx: Transaction, subjectIds: string[]): Promise<void> {
  if (subjectIds.length === 0) return;
  const waiting = tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(
        isNull(outboxMessages.batchId),
        isNull(outboxMessages.failedAt),
        inArray(outboxMessages.subjectId, subjectIds),
      ),
    )
    .for("update", { skipLocked: true });
  await tx.delete(outboxMessages).where(inArray(outboxMessages.id, waiting));
  for (const batchId of await listUntriedBatches(tx, subjectIds)) await takeOut(tx, { batchId, subjectIds });
}

/** Locks them, so that no worker sends one meanwhile. */
async function listUntriedBatches(tx: Transaction, subjectIds: string[]): Promise<string[]> {
  const about = tx
    .select({ id: outboxMessages.batchId })
    .from(outboxMessages)
    .innerJoin(mailBatches, eq(mailBatches.id, outboxMessages.batchId))
    .where(and(isNull(mailBatches.finishedAt), inArray(outboxMessages.subjectId, subjectIds)));
  const batches = await tx
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(
      and(inArray(mailBatches.id, about), isNull(mailBatches.finishedAt), isNull(mailBatches.firstAttemptAt)),
    )
    .for("update", { skipLocked: true });
  return batches.map(({ id }) => id);
}

/** Seals the batch again without the mails of these subjects. */
async function takeOut(tx: Transaction, { batchId, subjectIds }: { batchId: string; subjectIds: string[] }) {
  const [batch] = await tx
    .select({ sealed: mailBatches.sealed })
    .from(mailBatches)
    .where(eq(mailBatches.id, batchId));
  if (!batch?.sealed) return;
  const members = await tx
    .select({ id: outboxMessages.id, subjectId: outboxMessages.subjectId, position: outboxMessages.position })
    .from(outboxMessages)
    .where(eq(outboxMessages.batchId, batchId))
    .orderBy(outboxMessages.position);
  const mails = openMails({ id: batchId, sealed: batch.sealed });
  const kept = members.filter(({ subjectId }) => !subjectIds.includes(subjectId));
  const removed = members.filter(({ subjectId }) => subjectIds.includes(subjectId));
  const remaining = kept.flatMap(({ position }) => mails[position ?? -1] ?? []);
  if (remaining.length !== kept.length) throw new Error(`batch ${batchId} does not match its members`);
  await tx.delete(outboxMessages).where(
    inArray(
      outboxMessages.id,
      removed.map(({ id }) => id),
    ),
  );
  if (kept.length === 0) {
    await tx.delete(mailBatches).where(eq(mailBatches.id, batchId));
    return;
  }
  for (const [position, { id }] of kept.entries())
    await tx.update(outboxMessages).set({ position }).where(eq(outboxMessages.id, id));
  const request = JSON.stringify(remaining);
  await tx
    .update(mailBatches)
    .set({ sealed: sealRequest(batchId, request), payloadSha256: sha256(request) })
    .where(eq(mailBatches.id, batchId));
}
