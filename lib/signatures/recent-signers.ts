import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatures } from "@/db/schema";
import { shownName } from "./display";

/** The latest names under a petition, each as its signer wants it shown, with their comment left out. */
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
    // As `signatures_recent` has them: in any other order all signatures would be sorted.
    .orderBy(sql`${signatures.confirmedAt} desc nulls last`)
    .limit(limit);
  return rows.map(({ id, name, display, country, confirmedAt }) => ({
    id,
    name: shownName(name, display),
    country,
    confirmedAt,
  }));
}
