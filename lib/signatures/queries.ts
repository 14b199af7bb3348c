import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatures } from "@/db/schema";
import { shownName } from "./rules";

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
    .orderBy(desc(signatures.confirmedAt))
    .limit(limit);
  return rows.map(({ id, name, display, country, confirmedAt }) => ({
    id,
    name: shownName(name, display),
    country,
    confirmedAt,
  }));
}
