import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailEvents, outboxMessages } from "@/db/schema";

/** The provider's id of each mail of a batch by its position, as far as webhooks have told. */
export async function listToldMembers(db: Database, batchId: string): Promise<Map<number, string>> {
  const rows = await db
    .selectDistinctOn([outboxMessages.position], {
      position: outboxMessages.position,
      providerId: mailEvents.providerId,
    })
    .from(outboxMessages)
    .innerJoin(mailEvents, eq(mailEvents.messageId, outboxMessages.id))
    .where(eq(outboxMessages.batchId, batchId))
    .orderBy(asc(outboxMessages.position));
  return new Map(
    rows.flatMap(({ position, providerId }) => (position === null ? [] : [[position, providerId]])),
  );
}
