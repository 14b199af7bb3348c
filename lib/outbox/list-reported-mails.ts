import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailEvents, outboxMessages } from "@/db/schema";

/** Returns the provider's ids of a batch's mails by position, for those that webhooks have reported. */
export async function listReportedMails(db: Database, batchId: string): Promise<Map<number, string>> {
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
