import { and, eq, gte, inArray, isNull, lte, notExists, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import {
  campaigns,
  consents,
  mailBatches,
  outboxMessages,
  QUARANTINED,
  signatureState,
  signatures,
  supporters,
} from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Deletes unconfirmed signatures `afterDays` days after their last mail was requested, so that no valid link is lost.
 * Deletes their consents and mails with them, and each supporter who has no other signature and never verified the address.
 * Returns the number of deleted signatures; fewer than `limit` means that no more are due.
 */
export async function purgeUnconfirmed(
  db: Database,
  { now, afterDays, limit }: { now: Date; afterDays: number; limit: number },
): Promise<number> {
  const before = new Date(now.getTime() - afterDays * DAY_MS);
  return db.transaction(async (tx) => {
    const due = await lockUnconfirmed(tx, { before, limit });
    if (due.length === 0) return 0;
    const signatureIds = due.map(({ id }) => id);
    await purgeMails(tx, {
      signatureIds,
      from: earliest(due.map(({ signedAt }) => signedAt)),
      until: before,
    });
    await tx.delete(consents).where(inArray(consents.signatureId, signatureIds));
    await tx.delete(signatures).where(inArray(signatures.id, signatureIds));
    await purgeSupporters(
      tx,
      due.map(({ supporterId }) => supporterId),
    );
    return due.length;
  });
}

/** A quarantined or withdrawn signature may be confirmed or not: `confirmedAt` is checked as well. */
const UNCONFIRMED = ["pending", QUARANTINED, "withdrawn"];

/**
 * Selects and locks due signatures, campaign by campaign to use the index, together with their supporters, who cannot sign
 * or confirm until this transaction ends. Skips locked rows, so it never waits.
 */
function lockUnconfirmed(tx: Transaction, { before, limit }: { before: Date; limit: number }) {
  const old = tx
    .select({
      id: signatures.id,
      supporterId: sql<string>`${supporters.id}`.as("owner_id"),
      signedAt: signatures.signedAt,
    })
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

/**
 * Deletes the mails of these signatures, found by creation time, which their ids contain. Mails locked by a worker stay; they
 * hold ids only.
 */
async function purgeMails(
  tx: Transaction,
  { signatureIds, from, until }: { signatureIds: string[]; from: Date; until: Date },
) {
  // A subquery, which PostgreSQL hashes: a list of parameters would be searched for every mail.
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
        // Allows for clock differences, and for postponed mails, which were requested up to a day before.
        gte(outboxMessages.id, earliestIdAt(new Date(from.getTime() - HOUR_MS))),
        lte(outboxMessages.id, earliestIdAt(new Date(until.getTime() + DAY_MS + HOUR_MS))),
        inArray(outboxMessages.subjectId, about),
        // An unfinished batch keeps its members.
        or(isNull(outboxMessages.batchId), notExists(openBatch)),
      ),
    )
    .for("update", { skipLocked: true });
  await tx.delete(outboxMessages).where(inArray(outboxMessages.id, mails));
}

/**
 * Deletes supporters without other signatures. Must run after the statement that locked them, to see what they signed
 * until then. Unsubscribed supporters stay, because only this row stores their choice.
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
