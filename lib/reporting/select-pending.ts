import { eq, type SQL, sql } from "drizzle-orm";
import { campaigns, pendingFigures, signatureState, signatures } from "@/db/schema";
import { MAX_EXACT_PENDING } from "./pending-signatures";

/** The columns that `pendingCount` needs. The exact count is limited, and skipped if the last count exceeded the limit. */
export const pendingColumns = {
  counted: sql<number | null>`case when coalesce(${pendingFigures.pending}, 0) <= ${MAX_EXACT_PENDING} then
    (select count(*)::int from (select from ${signatures}
      where ${signatures.campaignId} = ${campaigns.id} and ${signatureState(signatures)} = 'pending'
      limit ${MAX_EXACT_PENDING + 1}) few) end`,
  measured: pendingFigures.pending,
  measuredAt: pendingFigures.measuredAt,
};

/** The join condition that `pendingColumns` needs. */
export const joinsPending: SQL = eq(pendingFigures.campaignId, campaigns.id);
