import { and, eq, gte, inArray, isNull, lte, notExists, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import {
  campaigns,
  consents,
  mailBatches,
  outboxMessages,
  signatureState,
  signatures,
  supporters,
} from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Deletes signatures that nobody confirmed, so many days after a mail was last asked for (so no link that still holds is
 * lost): with their consents and mails, and with the person, if nothing else of them is left and they never proved the
 * mailbox to be theirs. Returns how many; fewer than `limit` means that no more are old enough.
 */
export async function purgeUnconfirmed(
  db: Database,
  { now, afterDays, limit }: { now: Date; afterDays: number; limit: number },
): Promise<number> {
  const before = new Date(now.getTime() - afterDays * DAY_MS);
  return db.transaction(async (tx) => {
    const old = await takeUnconfirmed(tx, { before, limit });
    if (old.length === 0) return 0;
    const signatureIds = old.map(({ id }) => id);
    await purgeMails(tx, {
      signatureIds,
      from: earliest(old.map(({ signedAt }) => signedAt)),
      until: before,
    });
    await tx.delete(consents).where(inArray(consents.signatureId, signatureIds));
    await tx.delete(signatures).where(inArray(signatures.id, signatureIds));
    await purgeSupporters(
      tx,
      old.map(({ supporterId }) => supporterId),
    );
    return old.length;
  });
}

/** What was set aside may have been confirmed before. */
const UNCONFIRMED = ["pending", "set-aside"];

/**
 * Campaign by campaign, as the index has them. Locks the people, too: until this transaction ends they sign and
 * confirm nothing. Skips whoever does so at this moment, so it waits for nobody.
 */
function takeUnconfirmed(tx: Transaction, { before, limit }: { before: Date; limit: number }) {
  const old = tx
    .select({ id: signatures.id, supporterId: signatures.supporterId, signedAt: signatures.signedAt })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .where(
      and(
        eq(signatures.campaignId, campaigns.id),
        inArray(signatureState(signatures), UNCONFIRMED),
        isNull(signatures.confirmedAt),
        lte(signatures.signedAt, before),
        lte(signatures.confirmationAskedAt, before),
      ),
    )
    .limit(limit)
    .for("update", { skipLocked: true })
    .as("old");
  return tx
    .select({ id: old.id, supporterId: old.supporterId, signedAt: old.signedAt })
    .from(campaigns)
    .innerJoinLateral(old, sql`true`)
    .limit(limit);
}

/** Their mails, found by when their ids were made. Those that a worker has at this moment stay, and say nothing of anybody. */
async function purgeMails(
  tx: Transaction,
  { signatureIds, from, until }: { signatureIds: string[]; from: Date; until: Date },
) {
  // As rows, to be hashed: a list of parameters would be gone through anew for every mail.
  const about = sql`(select unnest(${`{${signatureIds.join(",")}}`}::uuid[]))`;
  const openBatch = tx
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(and(eq(mailBatches.id, outboxMessages.batchId), isNull(mailBatches.finishedAt)));
  const mails = tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(
        // Two clocks may differ; and what fell to the daily limit counts as asked for up to a day earlier.
        gte(outboxMessages.id, earliestIdAt(new Date(from.getTime() - HOUR_MS))),
        lte(outboxMessages.id, earliestIdAt(new Date(until.getTime() + DAY_MS + HOUR_MS))),
        inArray(outboxMessages.subjectId, about),
        // A sealed batch whose outcome is open keeps its members.
        or(isNull(outboxMessages.batchId), notExists(openBatch)),
      ),
    )
    .for("update", { skipLocked: true });
  await tx.delete(outboxMessages).where(inArray(outboxMessages.id, mails));
}

/**
 * A statement of its own, after the one that locked them: only so does it see what they signed until then. Who wants no
 * reminders stays, for only this row remembers it.
 */
async function purgeSupporters(tx: Transaction, supporterIds: string[]) {
  const others = tx
    .select({ id: signatures.id })
    .from(signatures)
    .where(eq(signatures.supporterId, supporters.id));
  await tx
    .delete(supporters)
    .where(
      and(
        inArray(supporters.id, supporterIds),
        isNull(supporters.verifiedAt),
        isNull(supporters.unsubscribedAt),
        notExists(others),
      ),
    );
}

function earliest(times: Date[]): Date {
  return new Date(Math.min(...times.map((time) => time.getTime())));
}
