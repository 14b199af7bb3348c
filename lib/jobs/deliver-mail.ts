import type { Database } from "@/db/client";
import { sendBatch } from "@/lib/email/send";
import { log } from "@/lib/log";
import { type Delivery, deliverBatch, leaseBatch } from "@/lib/outbox/delivery/mutations";
import { paceMs, remedyFor, retryDelayMs } from "@/lib/outbox/delivery/rules";
import { sealBatch } from "@/lib/outbox/sealing/mutations";
import { renderers } from "./render-messages";

/** How soon a promised mail is noticed. Asking costs one look at a partial index; NOTIFY would make signers queue at commit. */
const LOOK_EVERY_MS = 250;

/**
 * The rounds of the outbox, to be repeated: what is due is sent, else what waits is sealed. After each round it says how
 * long to rest: the provider's limits hold for the whole process. `interrupted` gives up the call under way; its
 * outcome is then unknown, and the same batch goes out under the same key later.
 */
export function mailRounds(db: Database, interrupted: AbortSignal): () => Promise<number> {
  let failures = 0;
  return async () => {
    const batch = await leaseBatch(db, { now: new Date() });
    if (!batch) {
      const taken = await sealBatch(db, { renderers, now: new Date() });
      return taken > 0 ? 0 : LOOK_EVERY_MS;
    }
    const delivery = await deliverBatch(db, {
      batch,
      send: (request) => sendBatch(request, interrupted),
      clock: () => new Date(),
    });
    report(batch.id, delivery);
    const { headers } = delivery.answer;
    failures = delivery.outcome === "postponed" ? failures + 1 : 0;
    // While the provider is down, no more is sealed than is needed to notice that it is back.
    return failures > 0 ? retryDelayMs({ attempts: failures, headers }) : paceMs(headers);
  };
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
