import type { Database } from "@/db/client";
import { sendBatch } from "@/lib/email/send";
import { log } from "@/lib/log";
import { callProviderExclusively } from "@/lib/outbox/call-provider";
import { type Delivery, deliverBatch } from "@/lib/outbox/deliver";
import { remedyFor } from "@/lib/outbox/delivery-outcome";
import { countUntried, isBatchDue, leaseBatch } from "@/lib/outbox/lease-batch";
import { sealBatch } from "@/lib/outbox/seal";
import { BATCH_LIMIT } from "@/lib/outbox/sealed-request";
import { getSetting } from "@/lib/settings/get-setting";
import { canOpenAddresses } from "@/lib/supporters/check-secret";
import { renderers, renderersWhilePaused } from "./render-messages";

/** How soon an enqueued mail is sealed. Polling reads one partial index. NOTIFY would serialise the commits of signers. */
const POLL_INTERVAL_MS = 250;
/** Maximum number of sealed, unsent batches. Sealing further ahead would create smaller batches. */
const MAX_UNTRIED_BATCHES = 2;
const RETRY_SEALING_MS = 50;

/** A worker that has just started renders slowly. With small batches it makes progress even if it is killed repeatedly. */
const FIRST_BATCH_SIZE = 10;

/**
 * Returns a check that throws if `APP_SECRET` is wrong: then no address and no batch can be decrypted, and mails would
 * fail.
 */
function secretCheck(db: Database): () => Promise<void> {
  let isOurs = false;
  return async () => {
    isOurs ||= await canOpenAddresses(db);
    if (!isOurs) throw new Error("APP_SECRET cannot decrypt the stored addresses, so no mail is sent");
  };
}

/** Returns the step that seals the next batch, if one is needed. It returns the milliseconds until the next step. */
export function sealRounds(db: Database): () => Promise<number> {
  const requireOurSecret = secretCheck(db);
  let limit = FIRST_BATCH_SIZE;
  return async () => {
    await requireOurSecret();
    const isPaused = await isMailPaused(db);
    // Batches that were sealed before the pause wait for its end, and must not hold up sign-in links.
    if (!isPaused && (await countUntried(db)) >= MAX_UNTRIED_BATCHES) return RETRY_SEALING_MS;
    const sealing = isPaused ? renderersWhilePaused : renderers;
    const sealed = await sealBatch(db, { renderers: sealing, limit, now: new Date() });
    const isFull = sealed === limit;
    limit = Math.min(BATCH_LIMIT, limit * 2);
    return isFull ? 0 : POLL_INTERVAL_MS;
  };
}

/**
 * Returns the step that sends the next batch, if one is due and no other worker is calling the provider. It returns the
 * milliseconds until the next step. `interrupted` aborts the call in progress: its outcome is then unknown, and the
 * same batch is sent under the same key later.
 */
export function sendRounds(db: Database, interrupted: AbortSignal): () => Promise<number> {
  const requireOurSecret = secretCheck(db);
  return async () => {
    const topics = await topicsToSend(db);
    if (!(await isBatchDue(db, { topics, now: new Date() }))) return POLL_INTERVAL_MS;
    await requireOurSecret();
    const call = await callProviderExclusively(db, async () => {
      const delivery = await deliverNext(db, interrupted);
      return { answer: delivery?.answer ?? null, result: delivery };
    });
    return call.outcome === "called" ? 0 : call.delayMs;
  };
}

/** Returns the topics of mails that are sent while mail is paused. Undefined: mail is not paused. */
async function topicsToSend(db: Database): Promise<string[] | undefined> {
  return (await isMailPaused(db)) ? Object.keys(renderersWhilePaused) : undefined;
}

async function isMailPaused(db: Database): Promise<boolean> {
  return (await getSetting(db, "pause-mail")).on;
}

async function deliverNext(db: Database, interrupted: AbortSignal): Promise<Delivery | null> {
  // Asked again: another worker may have held the lock for long.
  const batch = await leaseBatch(db, { topics: await topicsToSend(db), now: new Date() });
  if (!batch) return null;
  const delivery = await deliverBatch(db, {
    batch,
    send: (request) => sendBatch(request, interrupted),
    clock: () => new Date(),
  });
  logDelivery(batch.id, delivery);
  return delivery;
}

function logDelivery(batchId: string, { outcome, size, answer }: Delivery) {
  if (answer.accepted) {
    log().info({ batchId, outcome, size, refused: answer.refused.length }, "a batch was sent");
    return;
  }
  const { status, reason } = answer;
  const remedy = remedyFor(answer);
  const level = remedy === "repair" || remedy === "abandon" ? "error" : "warn";
  log()[level]({ batchId, outcome, size, status, reason, remedy }, "a batch was not accepted");
}
