import { and, eq, gt, gte, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { exportChunks, exports } from "@/db/schema";
import { NO_LEASE } from "@/lib/lease";
import { enqueueExport } from "./enqueue-export";
import { isUnfinished } from "./make-export";

type Signed = { campaignId: string; signedAt: Date };

/**
 * Deletes the files that may contain these signatures, which are being erased: finished ones for good, as if staff had deleted them;
 * unfinished ones are written again from the beginning.
 */
export async function forgetInExports(
  tx: Transaction,
  { signed, now }: { signed: Signed[]; now: Date },
): Promise<void> {
  if (signed.length === 0) return;
  const mayContain = or(
    ...signed.map(({ campaignId, signedAt }) =>
      and(eq(exports.campaignId, campaignId), gte(exports.requestedAt, signedAt)),
    ),
  );
  const isKept = and(isNull(exports.deletedAt), isNotNull(exports.finishedAt), gt(exports.expiresAt, now));
  const deleted = await tx
    .update(exports)
    .set({ deletedAt: now, filterCipher: null, ...NO_LEASE })
    .where(and(mayContain, isKept))
    .returning({ id: exports.id });
  // Without its lease, the worker that writes it stops.
  const restarted = await tx
    .update(exports)
    .set({ toRead: null, read: 0, rows: 0, bytes: 0, chunks: 0, unreadable: 0, lastRead: null, ...NO_LEASE })
    .where(and(mayContain, isUnfinished()))
    .returning({ id: exports.id });
  const ids = [...deleted, ...restarted].map(({ id }) => id);
  if (ids.length > 0) await tx.delete(exportChunks).where(inArray(exportChunks.exportId, ids));
  for (const { id } of restarted) await enqueueExport(tx, id);
}
