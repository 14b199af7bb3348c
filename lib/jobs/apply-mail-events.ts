import type { Database, Transaction } from "@/db/client";
import { applyMailEvents, type Returned } from "@/lib/outbox/feedback/mutations";
import { listSignersOf } from "@/lib/signatures/queries";
import { suppressAddresses } from "@/lib/supporters/mutations";

/** Enough for seconds of the busiest hour, little enough for short locks on messages. */
const APPLY_LIMIT = 300;
const LOOK_EVERY_MS = 1_000;

/**
 * One round of feedback: writes what the provider told to the messages and, in the same transaction, stops mail to
 * people whose address bounced for good or who complained. Says how long to rest.
 */
export async function applyRound(db: Database): Promise<number> {
  const applied = await db.transaction(async (tx) => {
    const { applied, returned } = await applyMailEvents(tx, { limit: APPLY_LIMIT, now: new Date() });
    await suppressSigners(tx, returned);
    return applied;
  });
  return applied === APPLY_LIMIT ? 0 : LOOK_EVERY_MS;
}

/** Only signers are suppressed: mail to staff is about their own sign-in, and they can tell each other. */
async function suppressSigners(tx: Transaction, returned: Returned[]) {
  for (const reason of ["bounced", "complained"] as const) {
    const signatureIds = returned
      .filter((message) => message.reason === reason && message.topic.startsWith("signature."))
      .map(({ subjectId }) => subjectId);
    if (signatureIds.length === 0) continue;
    await suppressAddresses(tx, { supporterIds: await listSignersOf(tx, signatureIds), reason });
  }
}
