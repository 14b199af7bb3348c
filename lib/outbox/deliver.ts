import { asc, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { NO_LEASE } from "@/lib/lease";
import type { Answer, Mail } from "@/lib/mail";
import { type Fate, isTurnedAway, remedyFor, retryDelayMs, settle } from "./delivery-outcome";
import { isHeldBatch, type LeasedBatch } from "./lease-batch";
import { gatherBatch } from "./seal";
import { openMails } from "./sealed-request";

/** Makes the one call to the provider. Whatever the provider or the network does is an answer, never a throw. */
export type Send = (request: { mails: Mail[]; idempotencyKey: string }) => Promise<Answer>;

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
type Refused = Omit<Answered, "answer"> & { answer: Extract<Answer, { accepted: false }>; error: string };

async function recordAnswer(tx: Transaction, answered: Answered): Promise<Delivery["outcome"]> {
  const { batch, mails, answer, now } = answered;
  if (answer.accepted) return finishBatch(tx, { batch, fates: settle(mails.length, answer), now });
  const remedy = remedyFor(answer);
  const error = `${answer.status ?? "no answer"} ${answer.reason}`;
  if (remedy === "retry" || remedy === "repair") return postponeBatch(tx, { ...answered, answer, error });
  if (remedy === "divide" && mails.length > 1) return divideBatch(tx, { ...answered, answer, error });
  const failure = remedy === "abandon" ? `outcome unknown: ${error}` : error;
  return finishBatch(tx, { batch, fates: mails.map(() => ({ failure })), now, error });
}

/** Ends a batch: each mail was taken by the provider or failed. Changes nothing ("lost") when this worker holds it no more. */
export async function finishBatch(
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
      provider_id = coalesce(fate."providerId", provider_id),
      sent_at = case when fate.failure is null then ${at}::timestamptz end,
      -- The provider may have told by webhook that it failed before it answered to us.
      failure = coalesce(outbox_messages.failure, fate.failure),
      failed_at = coalesce(failed_at, case when fate.failure is not null then ${at}::timestamptz end)
    from jsonb_to_recordset(${ends}::jsonb) as fate (position smallint, "providerId" text, failure text)
    where outbox_messages.batch_id = ${batch.id} and outbox_messages.position = fate.position`);
  return "finished";
}

async function postponeBatch(tx: Transaction, { batch, answer, now, error }: Refused) {
  const delayMs = retryDelayMs({ attempts: batch.attempts, headers: answer.headers });
  const [postponed] = await tx
    .update(mailBatches)
    .set({
      nextAttemptAt: new Date(now.getTime() + delayMs),
      // Being told to come later is no failed attempt: the next failure is not met with a longer wait for it.
      ...(isTurnedAway(answer) && { attempts: sql`${mailBatches.attempts} - 1` }),
      lastError: error,
      ...NO_LEASE,
    })
    .where(isHeldBatch(batch))
    .returning({ id: mailBatches.id });
  return postponed ? "postponed" : "lost";
}

/** Two new batches for one that was refused as a whole: the good half goes through, and at last the bad mail is alone. */
async function divideBatch(tx: Transaction, { batch, mails, now, error }: Refused) {
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
  const { priority } = batch;
  await gatherBatch(tx, { members: members.slice(0, middle), priority, now });
  await gatherBatch(tx, { members: members.slice(middle), priority, now });
  return "divided";
}

/** Ends a batch and empties it of its words. False when this worker holds it no more. */
export async function closeBatch(
  tx: Transaction,
  { batch, now, error }: { batch: LeasedBatch; now: Date; error: string | null },
) {
  const [closed] = await tx
    .update(mailBatches)
    .set({ finishedAt: now, sealed: null, ...NO_LEASE, lastError: error })
    .where(isHeldBatch(batch))
    .returning({ id: mailBatches.id });
  return closed !== undefined;
}
