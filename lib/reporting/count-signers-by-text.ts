import { and, eq, isNotNull, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { attributionTallies, countEvents } from "@/db/schema";

/**
 * Counts the confirmed signatures of each of a campaign's petition texts, by the text's id. Reads tallies and pending count
 * events, not signatures. Texts without signatures are absent.
 */
export async function countSignersByText(db: Database, campaignId: string): Promise<Map<string, number>> {
  const folded = db
    .select({
      textId: sql<string>`${attributionTallies.subjectId}`.as("text_id"),
      signers: attributionTallies.confirmed,
    })
    .from(attributionTallies)
    .where(and(eq(attributionTallies.campaignId, campaignId), eq(attributionTallies.dimension, "text")));
  const waiting = db
    .select({
      textId: sql<string>`${countEvents.textId}`.as("text_id"),
      signers: sql<number>`${countEvents.change}::int`,
    })
    .from(countEvents)
    .where(and(eq(countEvents.campaignId, campaignId), isNotNull(countEvents.textId)));
  const signers = new Map<string, number>();
  for (const row of await unionAll(folded, waiting))
    signers.set(row.textId, (signers.get(row.textId) ?? 0) + row.signers);
  return new Map([...signers].filter(([, count]) => count > 0));
}
