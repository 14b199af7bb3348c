import type { Database } from "@/db/client";
import { env } from "@/lib/env";
import { getRetentionRules } from "@/lib/legal/retention-rules";
import { purgeAttempts } from "@/lib/signatures/attempts";
import { purgeUnconfirmed } from "@/lib/signatures/purge";
import { remindUnconfirmed } from "@/lib/signatures/remind";

/** Signatures of one transaction: few, so that its locks are short. */
const BATCH_SIZE = 500;
/** Transactions of one run. The rest waits for the next run. */
const MAX_BATCHES = 200;

/** Enqueues all reminders that are due. */
export function remindAllUnconfirmed(db: Database): Promise<void> {
  const afterHours = env().REMIND_AFTER_HOURS;
  return inBatches((limit) => remindUnconfirmed(db, { now: new Date(), afterHours, limit }));
}

/** Deletes all signatures that have been unconfirmed for too long, and attempts that can no longer be confirmed. */
export async function purgeAllUnconfirmed(db: Database): Promise<void> {
  const { unconfirmedDays: afterDays } = await getRetentionRules(db);
  await inBatches((limit) => purgeUnconfirmed(db, { now: new Date(), afterDays, limit }));
  await inBatches((limit) => purgeAttempts(db, { now: new Date(), limit }));
}

async function inBatches(run: (limit: number) => Promise<number>) {
  for (let batches = 0; batches < MAX_BATCHES; batches += 1) {
    if ((await run(BATCH_SIZE)) < BATCH_SIZE) return;
  }
}
