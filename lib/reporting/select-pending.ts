import { eq, type SQL, sql } from "drizzle-orm";
import { campaigns, pendingFigures, signatureState, signatures } from "@/db/schema";
import { MAX_EXACT_PENDING } from "./pending-signatures";

/** What `pendingOf` wants to know of a campaign, for a query that joins `pending_figures`: a bounded count, not tried where it would not reach. */
export const pendingColumns = {
  counted: sql<number | null>`case when coalesce(${pendingFigures.pending}, 0) <= ${MAX_EXACT_PENDING} then
    (select count(*)::int from (select from ${signatures}
      where ${signatures.campaignId} = ${campaigns.id} and ${signatureState(signatures)} = 'pending'
      limit ${MAX_EXACT_PENDING + 1}) few) end`,
  measured: pendingFigures.pending,
  measuredAt: pendingFigures.measuredAt,
};

/** The join that `knownPending` needs. */
export const joinsPending: SQL = eq(pendingFigures.campaignId, campaigns.id);
