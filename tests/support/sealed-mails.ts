import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { renderers } from "@/lib/jobs/render-messages";
import { sealBatch } from "@/lib/outbox/seal";
import { openMails } from "@/lib/outbox/sealed-request";

/** Seals all pending messages, as a worker does at `now`, and returns the mails. Marks their batches as finished. */
export async function sealMails(db: Database, now = new Date(), limit = 100) {
  while ((await sealBatch(db, { renderers, now, limit })) > 0);
  return takeSealedMails(db);
}

/** Returns the mails of all sealed batches and marks the batches as finished. */
export async function takeSealedMails(db: Database) {
  const batches = await db.select().from(mailBatches).orderBy(asc(mailBatches.id));
  const mails = batches.flatMap(({ id, sealed }) => (sealed ? openMails({ id, sealed }) : []));
  await db.update(mailBatches).set({ sealed: null, finishedAt: new Date() });
  return mails;
}

/** Lists, oldest first, why the messages about a subject got no mail; null for those that are pending or sealed. */
export async function listFailures(db: Database, subjectId: string) {
  const rows = await db
    .select({ topic: outboxMessages.topic, failure: outboxMessages.failure })
    .from(outboxMessages)
    .where(eq(outboxMessages.subjectId, subjectId))
    .orderBy(asc(outboxMessages.createdAt));
  return rows.map(({ failure }) => failure);
}
