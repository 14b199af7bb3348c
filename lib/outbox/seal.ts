import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { sha256 } from "@/lib/crypto";
import { newId } from "@/lib/ids";
import type { Mail } from "@/lib/mail";
import { BATCH_LIMIT, sealRequest, tagged } from "./sealed-request";

export type Message = {
  id: string;
  topic: string;
  payload: Record<string, string>;
  priority: number;
  promisedAt: Date;
};
/** Why a message gets no mail: what it was about is gone, void, or cannot be put into words. */
export type Gone = { gone: string };
/** Finds the words for messages of its topics, within the transaction that seals them. */
export type Render = (tx: Transaction, messages: Message[], now: Date) => Promise<Map<string, Mail | Gone>>;
/**
 * Which topics this worker has words for. Others wait for a worker that knows them: a newer one, during a deploy.
 * Topics that share a `Render` are rendered together.
 */
export type Renderers = Record<string, Render>;

/**
 * Seals up to 100 waiting messages, the most urgent and oldest first, as one batch: from here on its members, words
 * and key are fixed. Messages that get no mail end here. Returns how many were taken; none means that nothing waits for this worker.
 */
export async function sealBatch(
  db: Database,
  { renderers, limit = BATCH_LIMIT, now }: { renderers: Renderers; limit?: number; now: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    const messages = await takeWaiting(tx, { topics: Object.keys(renderers), limit });
    if (messages.length === 0) return 0;
    const words = await findWords(tx, { renderers, messages, now });
    const members: { id: string; mail: Mail }[] = [];
    for (const { id } of messages) {
      const found = words.get(id) ?? { gone: "nothing to say" };
      if ("gone" in found) await endMessage(tx, { id, failure: found.gone, now });
      else members.push({ id, mail: tagged(found, id) });
    }
    const priority = Math.min(...messages.map((message) => message.priority));
    if (members.length > 0) await gatherBatch(tx, { members, priority, now });
    return messages.length;
  });
}

/** Skips what another worker is sealing at this moment. */
function takeWaiting(
  tx: Transaction,
  { topics, limit }: { topics: string[]; limit: number },
): Promise<Message[]> {
  return tx
    .select({
      id: outboxMessages.id,
      topic: outboxMessages.topic,
      payload: outboxMessages.payload,
      priority: outboxMessages.priority,
      promisedAt: outboxMessages.createdAt,
    })
    .from(outboxMessages)
    .where(
      and(
        isNull(outboxMessages.batchId),
        isNull(outboxMessages.failedAt),
        inArray(outboxMessages.topic, topics),
      ),
    )
    .orderBy(asc(outboxMessages.priority), asc(outboxMessages.createdAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

async function findWords(
  tx: Transaction,
  { renderers, messages, now }: { renderers: Renderers; messages: Message[]; now: Date },
) {
  const words = new Map<string, Mail | Gone>();
  for (const render of new Set(Object.values(renderers))) {
    const about = messages.filter(({ topic }) => renderers[topic] === render);
    if (about.length === 0) continue;
    for (const [id, found] of await render(tx, about, now)) words.set(id, found);
  }
  return words;
}

async function endMessage(tx: Transaction, { id, failure, now }: { id: string; failure: string; now: Date }) {
  await tx.update(outboxMessages).set({ failedAt: now, failure }).where(eq(outboxMessages.id, id));
}

/** Writes a batch of these mails, in this order, under a key of its own. */
export async function gatherBatch(
  tx: Transaction,
  { members, priority, now }: { members: { id: string; mail: Mail }[]; priority: number; now: Date },
): Promise<void> {
  const batchId = newId();
  const request = JSON.stringify(members.map(({ mail }) => mail));
  await tx.insert(mailBatches).values({
    id: batchId,
    idempotencyKey: `groundswell/${batchId}`,
    sealed: sealRequest(batchId, request),
    payloadSha256: sha256(request),
    priority,
    createdAt: now,
    nextAttemptAt: now,
  });
  const places = JSON.stringify(members.map(({ id }, position) => ({ id, position })));
  await tx.execute(sql`
    update outbox_messages set batch_id = ${batchId}, position = place.position
    from jsonb_to_recordset(${places}::jsonb) as place (id uuid, position smallint)
    where outbox_messages.id = place.id`);
}
