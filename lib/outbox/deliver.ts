import { asc, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { NO_LEASE } from "@/lib/lease";
import type { Answer, Mail } from "@/lib/mail";
import { isRateLimited, type MailOutcome, mailOutcomes, remedyFor, retryDelayMs } from "./delivery-outcome";
import { isHeldBatch, type LeasedBatch } from "./lease-batch";
import { insertBatch } from "./seal";
import { openMails } from "./sealed-request";

/** Makes one call to the provider. Failures of the provider or the network are answers; it never throws for them. */
export type Send = (request: { mails: Mail[]; idempotencyKey: string }) => Promise<Answer>;

export type Delivery = {
  /** lost: the lease expired and another worker took the batch over. */
  outcome: "finished" | "postponed" | "divided" | "lost";
  size: number;
  answer: Answer;
};

/**
 * Sends a leased batch once and records the outcome. A crash at any point is safe: until the answer is recorded the batch
 * does not change, and the next attempt sends the same mails under the same key. If the lease has expired meanwhile,
 * nothing is recorded.
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
  if (answer.accepted) return finishBatch(tx, { batch, outcomes: mailOutcomes(mails.length, answer), now });
  const remedy = remedyFor(answer);
  const error = `${answer.status ?? "no answer"} ${answer.reason}`;
  if (remedy === "retry" || remedy === "repair") return postponeBatch(tx, { ...answered, answer, error });
  if (remedy === "divide" && mails.length > 1) return divideBatch(tx, { ...answered, answer, error });
  const failure = remedy === "abandon" ? `outcome unknown: ${error}` : error;
  return finishBatch(tx, { batch, outcomes: mails.map(() => ({ failure })), now, error });
}

/**
 * Finishes a batch: records for each mail that it was accepted or failed. Changes nothing ("lost") if the lease has
 * expired.
 */
export async function finishBatch(
  tx: Transaction,
  {
    batch,
    outcomes,
    now,
    error = null,
  }: { batch: LeasedBatch; outcomes: MailOutcome[]; now: Date; error?: string | null },
) {
  if (!(await closeBatch(tx, { batch, now, error }))) return "lost";
  const at = now.toISOString();
  const ends = JSON.stringify(outcomes.map((outcome, position) => ({ position, ...outcome })));
  await tx.execute(sql`
    update outbox_messages set
      provider_id = coalesce(outcome."providerId", provider_id),
      sent_at = case when outcome.failure is null then ${at}::timestamptz end,
      -- A webhook may have reported a failure before the answer to the call arrived.
      failure = coalesce(outbox_messages.failure, outcome.failure),
      failed_at = coalesce(failed_at, case when outcome.failure is not null then ${at}::timestamptz end)
    from jsonb_to_recordset(${ends}::jsonb) as outcome (position smallint, "providerId" text, failure text)
    where outbox_messages.batch_id = ${batch.id} and outbox_messages.position = outcome.position`);
  return "finished";
}

async function postponeBatch(tx: Transaction, { batch, answer, now, error }: Refused) {
  const delayMs = retryDelayMs({ attempts: batch.attempts, headers: answer.headers });
  const [postponed] = await tx
    .update(mailBatches)
    .set({
      nextAttemptAt: new Date(now.getTime() + delayMs),
      // A rate limit is not a failed attempt, and must not lengthen the next delay.
      ...(isRateLimited(answer) && { attempts: sql`${mailBatches.attempts} - 1` }),
      lastError: error,
      ...NO_LEASE,
    })
    .where(isHeldBatch(batch))
    .returning({ id: mailBatches.id });
  return postponed ? "postponed" : "lost";
}

/** Replaces a batch that was refused as a whole by two halves. Repeated, this isolates the mail that is refused. */
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
  await insertBatch(tx, { members: members.slice(0, middle), priority, now });
  await insertBatch(tx, { members: members.slice(middle), priority, now });
  return "divided";
}

/** Marks a batch as finished and deletes its mails. Returns false if the lease has expired. */
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
