import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { NO_LEASE } from "@/lib/lease";
import { closeBatch, finishBatch } from "./deliver";
import { isHeldBatch, type LeasedBatch } from "./lease-batch";
import { UNSENT_REASONS } from "./unsent-reasons";

const RETRY_AFTER_MINUTES = 30;

/** accepted: the provider had accepted it. not-accepted: its messages wait for a new batch. lost: another worker holds it. */
type Reconciled = "accepted" | "not-accepted" | "lost";

/**
 * Resolves a held batch. `found` has the provider's id of each mail, or null for a mail that the provider does not know. If one
 * mail is known, the call was accepted, so the unknown mails were refused and are marked as failed. If none is known, nothing was
 * sent, and the messages wait to be sealed again under a new key.
 */
export async function reconcileBatch(
  db: Database,
  { batch, found, now }: { batch: LeasedBatch; found: (string | null)[]; now: Date },
): Promise<Reconciled> {
  return db.transaction(async (tx) => {
    if (found.some((id) => id !== null)) {
      const outcomes = found.map((providerId) =>
        providerId ? { providerId } : { failure: UNSENT_REASONS.notAccepted },
      );
      const outcome = await finishBatch(tx, { batch, outcomes, now });
      return outcome === "finished" ? "accepted" : "lost";
    }
    if (!(await closeBatch(tx, { batch, now, error: "never taken by the provider" }))) return "lost";
    await tx
      .update(outboxMessages)
      .set({ batchId: null, position: null })
      .where(eq(outboxMessages.batchId, batch.id));
    return "not-accepted";
  });
}

/** Releases a held batch without a result. It is looked up again in half an hour, and not sent meanwhile. */
export async function keepHeld(
  db: Database,
  { batch, now, error }: { batch: LeasedBatch; now: Date; error: string },
): Promise<void> {
  await db
    .update(mailBatches)
    .set({
      nextAttemptAt: new Date(now.getTime() + RETRY_AFTER_MINUTES * 60_000),
      lastError: `held: ${error}`,
      ...NO_LEASE,
    })
    .where(isHeldBatch(batch));
}
