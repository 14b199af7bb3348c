import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { Answer, Mail } from "@/lib/mail";
import { gatherBatch } from "../sealing/mutations";
import { openMails } from "../sealing/rules";
import { type Fate, LEASE_SECONDS, remedyFor, retryDelayMs, settle, triedTooLongAgo } from "./rules";

/** Makes the one call to the provider. Whatever the provider or the network does is an answer, never a throw. */
export type Send = (request: { mails: Mail[]; idempotencyKey: string }) => Promise<Answer>;

/** A batch in the hands of one worker; `leaseToken` proves it. */
export type LeasedBatch = {
  id: string;
  idempotencyKey: string;
  sealed: Uint8Array;
  attempts: number;
  leaseToken: string;
};

/**
 * Takes the unfinished batch that has been due for longest into this worker's hands, or returns null when none is.
 * One that was first tried too long ago is never due again: see `holdBatches`.
 */
export async function leaseBatch(db: Database, { now }: { now: Date }): Promise<LeasedBatch | null> {
  const keyIsKnown = or(
    isNull(mailBatches.firstAttemptAt),
    gt(mailBatches.firstAttemptAt, triedTooLongAgo(now)),
  );
  const due = db
    .select({ id: mailBatches.id })
    .from(mailBatches)
    .where(and(isNull(mailBatches.finishedAt), lte(mailBatches.nextAttemptAt, now), isFree(now), keyIsKnown))
    .orderBy(asc(mailBatches.nextAttemptAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const leaseToken = newId();
  const [batch] = await db
    .update(mailBatches)
    .set({
      leaseToken,
      leasedUntil: new Date(now.getTime() + LEASE_SECONDS * 1_000),
      // Before the call: whoever finds the batch after a crash knows that it may have been accepted.
      firstAttemptAt: sql`coalesce(${mailBatches.firstAttemptAt}, ${now.toISOString()}::timestamptz)`,
      attempts: sql`${mailBatches.attempts} + 1`,
    })
    .where(eq(mailBatches.id, sql`(${due})`))
    .returning({
      id: mailBatches.id,
      idempotencyKey: mailBatches.idempotencyKey,
      sealed: mailBatches.sealed,
      attempts: mailBatches.attempts,
    });
  return batch?.sealed ? { ...batch, sealed: batch.sealed, leaseToken } : null;
}

/**
 * Marks the batches whose outcome stayed open until the provider may have forgotten their key, and returns them, each
 * once. They are not sent again: what became of them has to be found out first. Their words stay sealed until then.
 */
export async function holdBatches(db: Database, { now }: { now: Date }) {
  return db
    .update(mailBatches)
    .set({
      lastError: sql`'held: ' || coalesce(${mailBatches.lastError}, 'no answer')`,
      leasedUntil: null,
      leaseToken: null,
    })
    .where(
      and(
        isNull(mailBatches.finishedAt),
        lte(mailBatches.firstAttemptAt, triedTooLongAgo(now)),
        isFree(now),
        sql`coalesce(${mailBatches.lastError}, '') not like 'held: %'`,
      ),
    )
    .returning({
      batchId: mailBatches.id,
      attempts: mailBatches.attempts,
      lastError: mailBatches.lastError,
    });
}

function isFree(now: Date) {
  return or(isNull(mailBatches.leasedUntil), lte(mailBatches.leasedUntil, now));
}

export type Delivery = {
  /** lost: the lease had run out and another worker has the batch. */
  outcome: "finished" | "postponed" | "divided" | "lost";
  size: number;
  answer: Answer;
};

/**
 * Sends a leased batch once and records what became of it. A crash at any point is safe: until the answer is recorded
 * the batch stays as it is, and the next attempt says the same under the same key. A worker that lost its lease
 * meanwhile changes nothing.
 */
export async function deliverBatch(
  db: Database,
  { batch, send, clock }: { batch: LeasedBatch; send: Send; clock: () => Date },
): Promise<Delivery> {
  const mails = openMails(batch);
  const answer = await send({ mails, idempotencyKey: batch.idempotencyKey });
  const outcome = await db.transaction((tx) => recordAnswer(tx, { batch, mails, answer, now: clock() }));
  return { outcome, size: mails.length, answer };
}

type Answered = { batch: LeasedBatch; mails: Mail[]; answer: Answer; now: Date };

async function recordAnswer(tx: Transaction, answered: Answered): Promise<Delivery["outcome"]> {
  const { batch, mails, answer, now } = answered;
  if (answer.accepted) return finishBatch(tx, { batch, fates: settle(mails.length, answer), now });
  const remedy = remedyFor(answer);
  const error = `${answer.status ?? "no answer"} ${answer.reason}`;
  if (remedy === "retry" || remedy === "repair") return postponeBatch(tx, { ...answered, error });
  if (remedy === "divide" && mails.length > 1) return divideBatch(tx, { ...answered, error });
  const failure = remedy === "abandon" ? `outcome unknown: ${error}` : error;
  return finishBatch(tx, { batch, fates: mails.map(() => ({ failure })), now, error });
}

async function finishBatch(
  tx: Transaction,
  {
    batch,
    fates,
    now,
    error = null,
  }: { batch: LeasedBatch; fates: Fate[]; now: Date; error?: string | null },
) {
  if (!(await closeBatch(tx, { batch, now, error }))) return "lost";
  const at = now.toISOString();
  const ends = JSON.stringify(fates.map((fate, position) => ({ position, ...fate })));
  await tx.execute(sql`
    update outbox_messages set
      provider_id = fate."providerId",
      failure = fate.failure,
      sent_at = case when fate.failure is null then ${at}::timestamptz end,
      failed_at = case when fate.failure is not null then ${at}::timestamptz end
    from jsonb_to_recordset(${ends}::jsonb) as fate (position smallint, "providerId" text, failure text)
    where outbox_messages.batch_id = ${batch.id} and outbox_messages.position = fate.position`);
  return "finished";
}

async function postponeBatch(tx: Transaction, { batch, answer, now, error }: Answered & { error: string }) {
  const delayMs = retryDelayMs({ attempts: batch.attempts, headers: answer.headers });
  const [postponed] = await tx
    .update(mailBatches)
    .set({
      nextAttemptAt: new Date(now.getTime() + delayMs),
      lastError: error,
      leasedUntil: null,
      leaseToken: null,
    })
    .where(isHeldBy(batch))
    .returning({ id: mailBatches.id });
  return postponed ? "postponed" : "lost";
}

/** Two new batches for one that was refused as a whole: the good half goes through, and at last the bad mail is alone. */
async function divideBatch(tx: Transaction, { batch, mails, now, error }: Answered & { error: string }) {
  if (!(await closeBatch(tx, { batch, now, error }))) return "lost";
  const messages = await tx
    .select({ id: outboxMessages.id, position: outboxMessages.position })
    .from(outboxMessages)
    .where(eq(outboxMessages.batchId, batch.id))
    .orderBy(asc(outboxMessages.position));
  const members = messages.flatMap(({ id, position }) => {
    const mail = mails[position ?? -1];
    return mail ? [{ id, mail }] : [];
  });
  const middle = Math.ceil(members.length / 2);
  await gatherBatch(tx, { members: members.slice(0, middle), now });
  await gatherBatch(tx, { members: members.slice(middle), now });
  return "divided";
}

/** Ends a batch and empties it of its words. False when this worker holds it no more. */
async function closeBatch(
  tx: Transaction,
  { batch, now, error }: { batch: LeasedBatch; now: Date; error: string | null },
) {
  const [closed] = await tx
    .update(mailBatches)
    .set({ finishedAt: now, sealed: null, leasedUntil: null, leaseToken: null, lastError: error })
    .where(isHeldBy(batch))
    .returning({ id: mailBatches.id });
  return closed !== undefined;
}

function isHeldBy(batch: LeasedBatch) {
  return and(
    eq(mailBatches.id, batch.id),
    eq(mailBatches.leaseToken, batch.leaseToken),
    isNull(mailBatches.finishedAt),
  );
}
