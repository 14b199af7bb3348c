import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isCounted } from "@/lib/signatures/is-counted";

type Miscount = { campaignId: string; shown: number; signed: number };

/** Lists campaigns whose public count differs from their number of confirmed signatures. There should never be any. */
export async function listMiscounts(db: Database): Promise<Miscount[]> {
  return db.transaction(async (tx) => {
    // Reads every signature, which may take longer than the usual 10 s.
    await tx.execute(sql`set local statement_timeout = '10min'`);
    // One statement, so one snapshot. A confirmation changes both counts in one transaction.
    return tx.execute<Miscount>(sql`
      select id as "campaignId", shown, signed
      from campaigns
      cross join lateral (
        select coalesce(sum(confirmed), 0)::int as shown from campaign_counts where campaign_id = campaigns.id
      ) slots
      cross join lateral (
        select count(*)::int as signed from signatures
        where campaign_id = campaigns.id and ${isCounted}
      ) names
      where shown <> signed`);
  });
}
