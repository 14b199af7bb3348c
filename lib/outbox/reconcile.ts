import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { NO_LEASE } from "@/lib/lease";
import { closeBatch, finishBatch } from "./deliver";
import { isHeldBatch, type LeasedBatch } from "./lease-batch";

const NOT_TAKEN = "the provider took its batch, but not this mail";
const LOOK_AGAIN_AFTER_MINUTES = 30;

/** taken: it had been sent. never-taken: its messages wait again, for a new batch. lost: another worker has it. */
export type Reconciled = "taken" | "never-taken" | "lost";

/**
 * Ends the doubt about a held batch. `found` has the provider's id of each of its mails, null for one that the provider
 * does not know. A call is taken as a whole, so one known mail says that there is nothing left to send; if none is
 * known, nothing was ever sent, and the messages wait again for new words under a new key.
 */
export async function reconcileBatch(
  db: Database,
  { batch, found, now }: { batch: LeasedBatch; found: (string | null)[]; now: Date },
): Promise<Reconciled> {
  return db.transaction(async (tx) => {
    if (found.some((id) => id !== null)) {
      const fates = found.map((providerId) => (providerId ? { providerId } : { failure: NOT_TAKEN }));
      const outcome = await finishBatch(tx, { batch, fates, now });
      return outcome === "finished" ? "taken" : "lost";
    }
    if (!(await closeBatch(tx, { batch, now, error: "never taken by the provider" }))) return "lost";
    await tx
      .update(outboxMessages)
      .set({ batchId: null, position: null })
      .where(eq(outboxMessages.batchId, batch.id));
    return "never-taken";
  });
}

/** Gives a held batch back, undecided: it is looked at again in half an hour, and not sent meanwhile. */
export async function keepHeld(
  db: Database,
  { batch, now, error }: { batch: LeasedBatch; now: Date; error: string },
): Promise<void> {
  await db
    .update(mailBatches)
    .set({
      nextAttemptAt: new Date(now.getTime() + LOOK_AGAIN_AFTER_MINUTES * 60_000),
      lastError: `held: ${error}`,
      ...NO_LEASE,
    })
    .where(isHeldBatch(batch));
}
