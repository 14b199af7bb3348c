import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { sha256 } from "@/lib/crypto";
import { newId } from "@/lib/ids";
import type { Mail } from "@/lib/mail";
import { BATCH_LIMIT, sealRequest, withMessageTag } from "./sealed-request";
import { UNSENT_REASONS, type UnsentReason } from "./unsent-reasons";

export type Message = {
  id: string;
  topic: string;
  payload: Record<string, string>;
  priority: number;
  requestedAt: Date;
};
/** The reason why a message gets no mail: its subject no longer exists or applies, or it cannot be rendered. */
export type NoMail = { noMail: (typeof UNSENT_REASONS)[UnsentReason] };
/** Renders messages of its topics, within the transaction that seals them. */
export type Render = (tx: Transaction, messages: Message[], now: Date) => Promise<Map<string, Mail | NoMail>>;
/**
 * The topics that this worker can render. Messages of other topics wait for a newer worker, during a deployment. Topics
 * with the same `Render` are rendered together.
 */
export type Renderers = Record<string, Render>;

/**
 * Renders up to 100 waiting messages, the most urgent and oldest first, and seals them as one batch: from then on its
 * members, texts and key are fixed. Messages that get no mail end here. Returns how many messages were processed.
 */
export async function sealBatch(
  db: Database,
  { renderers, limit = BATCH_LIMIT, now }: { renderers: Renderers; limit?: number; now: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    const messages = await lockWaiting(tx, { topics: Object.keys(renderers), limit, now });
    if (messages.length === 0) return 0;
    const mails = await renderMessages(tx, { renderers, messages, now });
    const members: { id: string; mail: Mail }[] = [];
    for (const { id } of messages) {
      const found = mails.get(id) ?? { noMail: UNSENT_REASONS.notRendered };
      if ("noMail" in found) await endMessage(tx, { id, failure: found.noMail, now });
      else members.push({ id, mail: withMessageTag(found, id) });
    }
    const priority = Math.min(...messages.map((message) => message.priority));
    if (members.length > 0) await insertBatch(tx, { members, priority, now });
    return messages.length;
  });
}

/** Skips messages that another worker is sealing, and those that are due later. */
function lockWaiting(
  tx: Transaction,
  { topics, limit, now }: { topics: string[]; limit: number; now: Date },
): Promise<Message[]> {
  return tx
    .select({
      id: outboxMessages.id,
      topic: outboxMessages.topic,
      payload: outboxMessages.payload,
      priority: outboxMessages.priority,
      requestedAt: outboxMessages.createdAt,
    })
    .from(outboxMessages)
    .where(
      and(
        isNull(outboxMessages.batchId),
        isNull(outboxMessages.failedAt),
        inArray(outboxMessages.topic, topics),
        or(isNull(outboxMessages.sendAfter), lte(outboxMessages.sendAfter, now)),
      ),
    )
    .orderBy(asc(outboxMessages.priority), asc(outboxMessages.createdAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

async function renderMessages(
  tx: Transaction,
  { renderers, messages, now }: { renderers: Renderers; messages: Message[]; now: Date },
) {
  const mails = new Map<string, Mail | NoMail>();
  for (const render of new Set(Object.values(renderers))) {
    const about = messages.filter(({ topic }) => renderers[topic] === render);
    if (about.length === 0) continue;
    for (const [id, found] of await render(tx, about, now)) mails.set(id, found);
  }
  return mails;
}

async function endMessage(tx: Transaction, { id, failure, now }: { id: string; failure: string; now: Date }) {
  await tx.update(outboxMessages).set({ failedAt: now, failure }).where(eq(outboxMessages.id, id));
}

/** Inserts a batch of these mails, in this order, with its own idempotency key. */
export async function insertBatch(
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
