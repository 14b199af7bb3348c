import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailEvents, outboxMessages } from "@/db/schema";

/** The provider's id of each mail of a batch, in order, as far as webhooks have told; null for those it told nothing of. */
export async function listToldMembers(db: Database, batchId: string): Promise<(string | null)[]> {
  const rows = await db
    .selectDistinctOn([outboxMessages.position], {
      position: outboxMessages.position,
      providerId: mailEvents.providerId,
    })
    .from(outboxMessages)
    .leftJoin(mailEvents, and(eq(mailEvents.messageId, outboxMessages.id)))
    .where(eq(outboxMessages.batchId, batchId))
    .orderBy(asc(outboxMessages.position));
  return rows.map(({ providerId }) => providerId);
}
