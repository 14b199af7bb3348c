import type { Database, Transaction } from "@/db/client";
import { applyMailEvents, type UndeliverableAddress } from "@/lib/outbox/mail-events";
import { listSupporterIds } from "@/lib/signatures/mails";
import { lockSupporters } from "@/lib/supporters/daily-mail-limit";
import { suppressAddresses } from "@/lib/supporters/suppress";

/** The events of some seconds at peak traffic. Small enough to lock their messages only briefly. */
const BATCH_SIZE = 300;
const APPLY_EVERY_MS = 1_000;

/** For this time an event without our tag is retried in every step, because the answer to its batch is about to arrive. */
const UNTAGGED_RETRY_MS = 60_000;
/** How often older untagged events are retried: there may be many, of mails that others send from the same account. */
const RETRY_OLD_EVERY_MS = 60_000;

/** Returns the step that applies waiting events. It returns the milliseconds until the next one. */
export function applyEvents(db: Database): () => Promise<number> {
  let matchOldAt = 0;
  return async () => {
    const now = Date.now();
    const matchesOld = now >= matchOldAt;
    if (matchesOld) matchOldAt = now + RETRY_OLD_EVERY_MS;
    const applied = await applyEventBatch(db, {
      untaggedSince: new Date(matchesOld ? 0 : now - UNTAGGED_RETRY_MS),
    });
    return applied === BATCH_SIZE ? 0 : APPLY_EVERY_MS;
  };
}

/**
 * Applies waiting events of the provider to their messages and, in the same transaction, suppresses addresses that bounced
 * permanently or whose owner complained. Returns how many events were applied.
 */
export async function applyEventBatch(
  db: Database,
  { untaggedSince = new Date(0) }: { untaggedSince?: Date } = {},
): Promise<number> {
  return db.transaction(async (tx) => {
    const which = { limit: BATCH_SIZE, untaggedSince, now: new Date() };
    const { applied, undeliverable } = await applyMailEvents(tx, which);
    await suppressSigners(tx, undeliverable);
    return applied;
  });
}

/** Suppresses addresses of signers only: a suppressed member of staff could not sign in any more. */
async function suppressSigners(tx: Transaction, undeliverable: UndeliverableAddress[]) {
  const ours = undeliverable.filter(({ topic }) => topic.startsWith("signature."));
  if (ours.length === 0) return;
  // Locks all supporters first, in one order: locking them per reason could deadlock with another worker.
  await lockSupporters(
    tx,
    await listSupporterIds(
      tx,
      ours.map(({ subjectId }) => subjectId),
    ),
  );
  for (const reason of ["bounced", "complained"] as const) {
    const signatureIds = ours
      .filter((message) => message.reason === reason)
      .map(({ subjectId }) => subjectId);
    if (signatureIds.length === 0) continue;
    await suppressAddresses(tx, { supporterIds: await listSupporterIds(tx, signatureIds), reason });
  }
}
