import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatures } from "@/db/schema";
import { shownName } from "./display";

/** Lists the latest confirmed signers, with names as they allow. */
export async function listRecentSigners(
  db: Database,
  { campaignId, limit }: { campaignId: string; limit: number },
) {
  const rows = await db
    .select({
      id: signatures.id,
      name: signatures.name,
      display: signatures.display,
      country: signatures.country,
      confirmedAt: signatures.confirmedAt,
    })
    .from(signatures)
    .where(
      and(
        eq(signatures.campaignId, campaignId),
        isNotNull(signatures.confirmedAt),
        isNull(signatures.withdrawnAt),
        isNull(signatures.quarantinedAt),
      ),
    )
    // The exact order of the index `signatures_recent`: any other order sorts all signatures.
    .orderBy(sql`${signatures.confirmedAt} desc nulls last`)
    .limit(limit);
  return rows.map(({ id, name, display, country, confirmedAt }) => ({
    id,
    name: shownName(name, display),
    country,
    confirmedAt,
  }));
}
