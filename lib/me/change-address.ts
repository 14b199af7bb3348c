import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { addressChanges, signatureAttempts, signatures, supporters } from "@/db/schema";
import { addressRecord, type EmailAddress, emailKeyOf } from "@/lib/supporters/address";
import { lockSupporters } from "@/lib/supporters/daily-mail-limit";
import { deleteSignatures } from "./erasure";

type Move = { supporterId: string; email: EmailAddress; now: Date };

/** `taken`: somebody has confirmed signatures with that address. They are not merged: two people could be behind them. */
type Moved = { outcome: "changed" } | { outcome: "taken" | "unknown" };

/**
 * Moves a person to another address, which the caller has checked. Links that were mailed to the old one stop working, also those by
 * which a pending signature could be confirmed. An unconfirmed person with the new address is deleted. The caller's
 * transaction fails with a unique violation if somebody signs with the new address at the same moment.
 */
export async function moveTo(tx: Transaction, { supporterId, email, now }: Move): Promise<Moved> {
  const emailKey = emailKeyOf(email.canonical);
  const [other] = await tx
    .select({ id: supporters.id })
    .from(supporters)
    .where(eq(supporters.emailKey, emailKey));
  const otherId = other && other.id !== supporterId ? other.id : null;
  await lockSupporters(tx, [supporterId, ...(otherId ? [otherId] : [])]);
  if (otherId && !(await giveWay(tx, { supporterId: otherId, now }))) return { outcome: "taken" };
  const [moved] = await tx
    .update(supporters)
    .set({ ...addressRecord(email, supporterId), meTokensFrom: now })
    .where(eq(supporters.id, supporterId))
    .returning({ id: supporters.id });
  if (!moved) return { outcome: "unknown" };
  const own = tx
    .select({ id: signatures.id })
    .from(signatures)
    .where(eq(signatures.supporterId, supporterId));
  await tx.delete(signatureAttempts).where(inArray(signatureAttempts.signatureId, own));
  // A change to a third address was asked for from the old one: its link must not move the person there afterwards.
  const isPending = and(eq(addressChanges.supporterId, supporterId), isNull(addressChanges.changedAt));
  await tx.delete(addressChanges).where(and(isPending, ne(addressChanges.emailKey, emailKey)));
  return { outcome: "changed" };
}

/** Deletes a person who never confirmed anything: nobody has shown that the address is theirs. Returns false for anybody else. */
async function giveWay(
  tx: Transaction,
  { supporterId, now }: { supporterId: string; now: Date },
): Promise<boolean> {
  const isSomebody = or(isNotNull(supporters.verifiedAt), isNotNull(supporters.unsubscribedAt));
  const known = await tx.$count(supporters, sql`${eq(supporters.id, supporterId)} and (${isSomebody})`);
  if (known > 0) return false;
  await deleteSignatures(tx, { supporterId, now, reason: "signer" });
  await tx.delete(supporters).where(eq(supporters.id, supporterId));
  return true;
}
