import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { QUARANTINE_REASONS, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { countSignatures } from "@/lib/campaigns/count-signature";
import { isId } from "@/lib/ids";

type Chosen = { campaignId: string; signatureIds: string[]; memberId: string };

/**
 * Sets signatures aside: they stay, but count no more; one that is still pending will not count when it is confirmed. What is
 * set aside already, or withdrawn, is left as it is. The count is exact, whatever is confirmed at the same moment.
 * Returns the ids of those that this changed.
 */
export async function quarantineSignatures(
  db: Database,
  { reason, ...chosen }: Chosen & { reason: QuarantineReason },
): Promise<string[]> {
  return db.transaction(async (tx) => {
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
    await follow(tx, { ...chosen, changed, change: -1, details: { reason } });
    return changed.map(({ id }) => id);
  });
}

/** Takes it back: the confirmed among them count again. What is not set aside, or was withdrawn since, is left as it is. Returns the ids of those that this changed. */
export async function restoreSignatures(db: Database, chosen: Chosen): Promise<string[]> {
  return db.transaction(async (tx) => {
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
    await follow(tx, { ...chosen, changed, change: 1 });
    return changed.map(({ id }) => id);
  });
}

/** In the order of their ids, so that two who choose the same do not wait for each other. */
function lockChosen(tx: Transaction, { campaignId, signatureIds }: Chosen) {
  return tx
    .select({ id: signatures.id })
    .from(signatures)
    .where(and(inArray(signatures.id, signatureIds), eq(signatures.campaignId, campaignId)))
    .orderBy(asc(signatures.id))
    .for("update");
}

type Followed = {
  campaignId: string;
  changed: (typeof signatures.$inferSelect)[];
  change: 1 | -1;
  memberId: string;
  details?: Record<string, string>;
};

/** The rows that were changed say whether they count: they were locked, so nobody has confirmed them since. */
async function follow(tx: Transaction, { campaignId, changed, change, memberId, details }: Followed) {
  const counted = changed.filter(({ confirmedAt }) => confirmedAt !== null);
  await countSignatures(tx, { campaignId, change, origins: counted });
  const action = change === 1 ? "signature.restored" : "signature.set-aside";
  for (const { id } of changed)
    await recordAudit(tx, { actorId: memberId, action, subject: `signature:${id}`, details });
}

/** As many as one page of the list has. */
export const MAX_SIGNATURES_AT_ONCE = 100;

/** Some signatures of a campaign, as a form of the staff names them. */
export const chosenSignatures = z.array(z.string().refine(isId)).min(1).max(MAX_SIGNATURES_AT_ONCE);

export const quarantineReason = z.enum(QUARANTINE_REASONS);

export type QuarantineReason = z.infer<typeof quarantineReason>;
