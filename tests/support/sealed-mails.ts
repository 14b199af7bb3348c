import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailBatches, outboxMessages } from "@/db/schema";
import { renderers } from "@/lib/jobs/render-messages";
import { sealBatch } from "@/lib/outbox/seal";
import { openMails } from "@/lib/outbox/sealed-request";

/** Seals everything that waits, as a worker does at a time, and opens what will be sent. The batches end here. */
export async function sealMails(db: Database, now = new Date(), limit = 100) {
  while ((await sealBatch(db, { renderers, now, limit })) > 0);
  return takeSealedMails(db);
}

/** Opens what is sealed and will be sent, and takes it away, as if it were. */
export async function takeSealedMails(db: Database) {
  const batches = await db.select().from(mailBatches).orderBy(asc(mailBatches.id));
  const mails = batches.flatMap(({ id, sealed }) => (sealed ? openMails({ id, sealed }) : []));
  await db.update(mailBatches).set({ sealed: null, finishedAt: new Date() });
  return mails;
}

/** Why the messages about something got no mail; null for those that wait or were sealed. */
export async function listFailures(db: Database, subjectId: string) {
  const rows = await db
    .select({ topic: outboxMessages.topic, failure: outboxMessages.failure })
    .from(outboxMessages)
    .where(eq(outboxMessages.subjectId, subjectId))
    .orderBy(asc(outboxMessages.createdAt));
  return rows.map(({ failure }) => failure);
}
