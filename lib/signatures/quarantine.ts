import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { QUARANTINE_REASONS, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type CountReason, countSignatures } from "@/lib/campaigns/count-signatures";
import { isId } from "@/lib/ids";
import { lockSupporters } from "@/lib/supporters/daily-mail-limit";
import { listSupporterIds } from "./mails";

type Chosen = { campaignId: string; signatureIds: string[]; memberId: string };

/**
 * Quarantines signatures: they are kept but not counted, and a pending one will not count when confirmed. Quarantined and
 * withdrawn signatures are left unchanged. The count stays exact under concurrent confirmations. Returns the changed ids.
 */
export async function quarantineSignatures(
  db: Database,
  { reason, ...chosen }: Chosen & { reason: QuarantineReason },
): Promise<string[]> {
  return db.transaction(async (tx) => {
    await lockSigners(tx, chosen);
    const changed = await tx
      .update(signatures)
      .set({ quarantinedAt: sql`now()`, quarantineReason: reason })
      .where(
        and(
          inArray(signatures.id, lockChosen(tx, chosen)),
          isNull(signatures.quarantinedAt),
          isNull(signatures.withdrawnAt),
        ),
      )
      .returning();
    await updateCountAndAudit(tx, {
      ...chosen,
      changed,
      because: { kind: "quarantined", reason },
      details: { reason },
    });
    return changed.map(({ id }) => id);
  });
}

/** Restores quarantined signatures: the confirmed ones count again. All others are left unchanged. Returns the changed ids. */
export async function restoreSignatures(db: Database, chosen: Chosen): Promise<string[]> {
  return db.transaction(async (tx) => {
    await lockSigners(tx, chosen);
    const changed = await tx
      .update(signatures)
      .set({ quarantinedAt: null, quarantineReason: null })
      .where(
        and(
          inArray(signatures.id, lockChosen(tx, chosen)),
          isNotNull(signatures.quarantinedAt),
          isNull(signatures.withdrawnAt),
        ),
      )
      .returning();
    await updateCountAndAudit(tx, { ...chosen, changed, because: { kind: "released", reason: "staff" } });
    return changed.map(({ id }) => id);
  });
}

/** Locks the supporters first, as signing and confirming do, which write several signatures in one transaction. */
async function lockSigners(tx: Transaction, { signatureIds }: Chosen) {
  await lockSupporters(tx, await listSupporterIds(tx, signatureIds));
}

/** Locks in id order, to avoid deadlocks. */
function lockChosen(tx: Transaction, { campaignId, signatureIds }: Chosen) {
  return tx
    .select({ id: signatures.id })
    .from(signatures)
    .where(and(inArray(signatures.id, signatureIds), eq(signatures.campaignId, campaignId)))
    .orderBy(asc(signatures.id))
    .for("update");
}

type Change = {
  campaignId: string;
  changed: (typeof signatures.$inferSelect)[];
  because: CountReason;
  memberId: string;
  details?: Record<string, string>;
};

/** Adjusts the count and records the change. The rows are locked, so `confirmedAt` is current. */
async function updateCountAndAudit(
  tx: Transaction,
  { campaignId, changed, because, memberId, details }: Change,
) {
  const counted = changed.filter(({ confirmedAt }) => confirmedAt !== null);
  await countSignatures(tx, { campaignId, because, sources: counted });
  const action = because.kind === "released" ? "signature.restored" : "signature.set-aside";
  for (const { id } of changed)
    await recordAudit(tx, { actorId: memberId, action, subject: `signature:${id}`, details });
}

/** The size of a page of the signature list. */
const MAX_SIGNATURES_AT_ONCE = 100;

/** The signatures selected in the list form. */
export const chosenSignatures = z.array(z.string().refine(isId)).min(1).max(MAX_SIGNATURES_AT_ONCE);

export const quarantineReason = z.enum(QUARANTINE_REASONS);

type QuarantineReason = z.infer<typeof quarantineReason>;
