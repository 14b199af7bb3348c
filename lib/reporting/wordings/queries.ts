import { and, count, eq, isNotNull, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatures } from "@/db/schema";

/** How many confirmed signatures stand under each of a campaign's texts, by the text's id. A text that nobody signed is absent. */
export async function countSignersByText(db: Database, campaignId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ textId: signatures.textId, signers: count() })
    .from(signatures)
    .where(
      and(
        eq(signatures.campaignId, campaignId),
        isNotNull(signatures.confirmedAt),
        isNull(signatures.withdrawnAt),
        isNull(signatures.quarantinedAt),
      ),
    )
    .groupBy(signatures.textId);
  return new Map(rows.map(({ textId, signers }) => [textId, signers]));
}
