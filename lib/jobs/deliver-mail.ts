import type { Database } from "@/db/client";
import { sendBatch } from "@/lib/email/send";
import { log } from "@/lib/log";
import { callInTurn } from "@/lib/outbox/call-in-turn";
import { type Delivery, deliverBatch } from "@/lib/outbox/deliver";
import { remedyFor } from "@/lib/outbox/delivery-outcome";
import { countUntried, isBatchDue, leaseBatch } from "@/lib/outbox/lease-batch";
import { sealBatch } from "@/lib/outbox/seal";
import { BATCH_LIMIT } from "@/lib/outbox/sealed-request";
import { canOpenAddresses } from "@/lib/supporters/check-secret";
import { renderers } from "./render-messages";

/** How soon a promised mail is noticed. Asking costs one look at a partial index; NOTIFY would make signers queue at commit. */
const LOOK_EVERY_MS = 250;
/** Batches that wait for their first call. One to send while the next is written; more would only be less full. */
const SEAL_AHEAD = 2;
const LOOK_AHEAD_EVERY_MS = 50;

/** A worker that has just started writes slowly. If it is killed again and again, small batches get through. */
const FIRST_BATCH = 10;

/** What every worker asks before it touches a mail: with another secret no address and no batch opens, and mails would end for it. */
function secretCheck(db: Database): () => Promise<void> {
  let isOurs = false;
  return async () => {
    isOurs ||= await canOpenAddresses(db);
    if (!isOurs) throw new Error("APP_SECRET is not the one that addresses are sealed under: mails wait");
  };
}

/** Rounds of sealing: each writes the next batch, as soon as one is wanted, and says how long to rest. */
export function sealRounds(db: Database): () => Promise<number> {
  const requireOurSecret = secretCheck(db);
  let limit = FIRST_BATCH;
  return async () => {
    await requireOurSecret();
    if ((await countUntried(db)) >= SEAL_AHEAD) return LOOK_AHEAD_EVERY_MS;
    const taken = await sealBatch(db, { renderers, limit, now: new Date() });
    const isFull = taken === limit;
    limit = Math.min(BATCH_LIMIT, limit * 2);
    return isFull ? 0 : LOOK_EVERY_MS;
  };
}

/**
 * Rounds of sending: each calls the provider with the next batch, if one is due and it is this worker's turn, and says how
 * long to rest. `interrupted` gives up the call under way; its outcome is then unknown, and the same batch goes out under
 * the same key later.
 */
export function sendRounds(db: Database, interrupted: AbortSignal): () => Promise<number> {
  const requireOurSecret = secretCheck(db);
  return async () => {
    if (!(await isBatchDue(db, { now: new Date() }))) return LOOK_EVERY_MS;
    await requireOurSecret();
    const turn = await callInTurn(db, async () => {
      const delivery = await deliverNext(db, interrupted);
      return { answer: delivery?.answer ?? null, result: delivery };
    });
    return turn.outcome === "called" ? 0 : turn.restMs;
  };
}

async function deliverNext(db: Database, interrupted: AbortSignal): Promise<Delivery | null> {
  const batch = await leaseBatch(db, { now: new Date() });
  if (!batch) return null;
  const delivery = await deliverBatch(db, {
    batch,
    send: (request) => sendBatch(request, interrupted),
    clock: () => new Date(),
  });
  report(batch.id, delivery);
  return delivery;
}

function report(batchId: string, { outcome, size, answer }: Delivery) {
  if (answer.accepted) {
    log().info({ batchId, outcome, size, refused: answer.refused.length }, "a batch was sent");
    return;
  }
  const { status, reason } = answer;
  const remedy = remedyFor(answer);
  const level = remedy === "repair" || remedy === "abandon" ? "error" : "warn";
  log()[level]({ batchId, outcome, size, status, reason, remedy }, "a batch was not accepted");
}
