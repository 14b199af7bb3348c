import type { Database, Transaction } from "@/db/client";
import { applyMailEvents, type Returned } from "@/lib/outbox/mail-events";
import { listSupporterIds } from "@/lib/signatures/mails";
import { lockSupporters } from "@/lib/supporters/daily-mail-limit";
import { suppressAddresses } from "@/lib/supporters/suppress";

/** Enough for seconds of the busiest hour, little enough for short locks on messages. */
const APPLY_LIMIT = 300;
const LOOK_EVERY_MS = 1_000;

/** An event without our tag is looked at in every round while it is new, since its batch's answer is about to come … */
const UNTAGGED_IS_NEW_MS = 60_000;
/** … and then now and then: there may be many of other people's mails, sent from the same account. */
const LOOK_AT_OLD_EVERY_MS = 60_000;

/** One worker's rounds of feedback: each says how long to rest. */
export function applyRounds(db: Database): () => Promise<number> {
  let lookAtOldAt = 0;
  return async () => {
    const now = Date.now();
    const looksAtOld = now >= lookAtOldAt;
    if (looksAtOld) lookAtOldAt = now + LOOK_AT_OLD_EVERY_MS;
    const applied = await applyRound(db, {
      untaggedSince: new Date(looksAtOld ? 0 : now - UNTAGGED_IS_NEW_MS),
    });
    return applied === APPLY_LIMIT ? 0 : LOOK_EVERY_MS;
  };
}

/**
 * Writes what the provider told to the messages and, in the same transaction, stops mail to people whose address
 * bounced for good or who complained. Returns how many events it took.
 */
export async function applyRound(
  db: Database,
  { untaggedSince = new Date(0) }: { untaggedSince?: Date } = {},
): Promise<number> {
  return db.transaction(async (tx) => {
    const which = { limit: APPLY_LIMIT, untaggedSince, now: new Date() };
    const { applied, returned } = await applyMailEvents(tx, which);
    await suppressSigners(tx, returned);
    return applied;
  });
}

/** Only signers are suppressed: mail to staff is about their own sign-in, and they can tell each other. */
async function suppressSigners(tx: Transaction, returned: Returned[]) {
  const ours = returned.filter(({ topic }) => topic.startsWith("signature."));
  if (ours.length === 0) return;
  // All of them first and in one order: each reason by itself could meet another worker half-way.
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
