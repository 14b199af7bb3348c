import { and, asc, eq, gte, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { commentReviews, signatures } from "@/db/schema";
import { pagesChanged } from "@/lib/page-changes";
import { anonymiseSignatures, deleteComments } from "@/lib/signatures/anonymise";
import type { Budget } from "./budget";

/** Long enough to read a campaign of millions, whose signatures are mostly anonymised already. */
const FIND_TIMEOUT = "120s";

/** Confirmed signatures of a campaign that still have their signer, also those that were withdrawn or quarantined since. */
export function isPersonal(campaignId: string): SQL | undefined {
  return and(
    eq(signatures.campaignId, campaignId),
    isNotNull(signatures.confirmedAt),
    isNotNull(signatures.supporterId),
  );
}

/** Anonymises the signatures of a campaign, in small transactions, until none is left or the budget is spent. Returns their number. */
export function anonymiseCampaign(
  db: Database,
  { campaign, now, budget }: { campaign: { id: string; slug: string }; now: Date; budget: Budget },
): Promise<number> {
  // Each batch begins where the last one ended: otherwise it would read all that is anonymised already.
  let from = new Date(0);
  return budget.spend((limit) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${FIND_TIMEOUT}, true)`);
      const due = await tx
        .select({ id: signatures.id, confirmedAt: signatures.confirmedAt })
        .from(signatures)
        .where(and(isPersonal(campaign.id), gte(signatures.confirmedAt, from)))
        .orderBy(asc(signatures.confirmedAt))
        .limit(limit);
      from = due.at(-1)?.confirmedAt ?? from;
      if (due.length === 0) return 0;
      await pagesChanged(tx, { campaign: campaign.slug });
      return anonymiseSignatures(tx, { signatureIds: due.map(({ id }) => id), now });
    }),
  );
}

/** Deletes the comments of a campaign in the same way. */
export function deleteCommentsOfCampaign(
  db: Database,
  { campaign, budget }: { campaign: { id: string; slug: string }; budget: Budget },
): Promise<number> {
  return budget.spend((limit) =>
    db.transaction(async (tx) => {
      const due = await tx
        .select({ id: commentReviews.signatureId })
        .from(commentReviews)
        .where(eq(commentReviews.campaignId, campaign.id))
        .limit(limit)
        .for("update", { skipLocked: true });
      if (due.length === 0) return 0;
      await deleteComments(
        tx,
        due.map(({ id }) => id),
      );
      await pagesChanged(tx, { campaign: campaign.slug });
      return due.length;
    }),
  );
}
