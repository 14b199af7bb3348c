import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, signatures } from "@/db/schema";
import { type CountReason, countSignatures } from "@/lib/campaigns/count-signatures";
import { pagesChanged } from "@/lib/page-changes";
import { lockSupporters } from "@/lib/supporters/daily-mail-limit";
import { counts } from "./is-counted";

/** How long a withdrawal can be undone. Afterwards, the person signs again. */
const UNDO_WITHIN_HOURS = 24;

const HOUR_MS = 3_600_000;

/** A signature, of this person only if `supporterId` is given. */
type Chosen = { signatureId: string; supporterId?: string };

type By = { by?: "signer" | "staff" };

type Unknown = { outcome: "unknown" };

/**
 * Withdraws a signature: it does not count any more, the public list forgets its name and comment, and the links and codes that
 * were mailed before cannot confirm it. A pending signature is withdrawn, too. Withdrawing twice changes nothing.
 */
export async function withdrawSignature(
  db: Transaction,
  { by = "signer", ...chosen }: Chosen & By,
): Promise<{ outcome: "withdrawn"; campaign: string; withdrawnAt: Date } | Unknown> {
  return db.transaction(async (tx) => {
    const own = await lockSignature(tx, chosen);
    if (!own) return { outcome: "unknown" } as const;
    const { campaign, signature } = own;
    if (signature.withdrawnAt)
      return { outcome: "withdrawn", campaign, withdrawnAt: signature.withdrawnAt } as const;
    const [{ withdrawnAt } = { withdrawnAt: null }] = await tx
      .update(signatures)
      // Later than every attempt that was stored before. Who signs again is mailed at once.
      .set({ withdrawnAt: sql`clock_timestamp()`, mailId: null, confirmationsAsked: 0 })
      .where(eq(signatures.id, signature.id))
      .returning({ withdrawnAt: signatures.withdrawnAt });
    if (!withdrawnAt) throw new Error(`signature ${signature.id} was not withdrawn`);
    if (counts(signature))
      await changeCount(tx, { signature, campaign, because: { kind: "withdrawn", reason: by } });
    return { outcome: "withdrawn", campaign, withdrawnAt } as const;
  });
}

/**
 * Undoes a withdrawal of the last 24 hours: the signature is exactly what it was, with its old time of confirmation, and counts if
 * it counted. Also after the campaign has ended: it was given in time. Undoing twice changes nothing.
 */
export async function undoWithdrawal(
  db: Database,
  { now, by = "signer", ...chosen }: Chosen & By & { now: Date },
): Promise<{ outcome: "restored"; campaign: string } | { outcome: "too-late" } | Unknown> {
  return db.transaction(async (tx) => {
    const own = await lockSignature(tx, chosen);
    if (!own) return { outcome: "unknown" } as const;
    const { campaign, signature } = own;
    if (!signature.withdrawnAt) return { outcome: "restored", campaign } as const;
    if (!canBeUndone(signature.withdrawnAt, now)) return { outcome: "too-late" } as const;
    await tx.update(signatures).set({ withdrawnAt: null }).where(eq(signatures.id, signature.id));
    const restored = { ...signature, withdrawnAt: null };
    const because = { kind: "withdrawal-undone", reason: by } as const;
    if (counts(restored)) await changeCount(tx, { signature: restored, campaign, because });
    return { outcome: "restored", campaign } as const;
  });
}

/** Whether a withdrawal can still be undone. */
export function canBeUndone(withdrawnAt: Date, now: Date): boolean {
  return now.getTime() < undoneUntil(withdrawnAt).getTime();
}

/** Returns until when a withdrawal can be undone. */
export function undoneUntil(withdrawnAt: Date): Date {
  return new Date(withdrawnAt.getTime() + UNDO_WITHIN_HOURS * HOUR_MS);
}

/** Locks the supporter first, as signing and confirming do, then the signature. */
export async function lockSignature(tx: Transaction, { signatureId, supporterId }: Chosen) {
  const [found] = await tx
    .select({ supporterId: signatures.supporterId })
    .from(signatures)
    .where(eq(signatures.id, signatureId));
  if (!found?.supporterId || (supporterId && found.supporterId !== supporterId)) return null;
  await lockSupporters(tx, [found.supporterId]);
  const [own] = await tx
    .select({ signature: signatures, campaign: campaigns.slug, reviewsNames: campaigns.reviewsNames })
    .from(signatures)
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .where(and(eq(signatures.id, signatureId), eq(signatures.supporterId, found.supporterId)))
    .for("update", { of: signatures });
  return own ?? null;
}

type Change = { signature: typeof signatures.$inferSelect; campaign: string; because: CountReason };

async function changeCount(tx: Transaction, { signature, campaign, because }: Change) {
  await countSignatures(tx, { campaignId: signature.campaignId, because, sources: [signature] });
  await pagesChanged(tx, { campaign });
}
