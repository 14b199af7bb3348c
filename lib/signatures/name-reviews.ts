import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type postgres from "postgres";
import { z } from "zod";
import type { Database } from "@/db/client";
import { nameReviews, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { isId } from "@/lib/ids";
import { publicName } from "./display";

/** The columns of a signature that `publicName` needs. */
export const displayedName = {
  name: signatures.name,
  display: signatures.display,
  shownName: signatures.shownName,
  isHeld: sql<boolean>`exists (select from ${nameReviews} where ${nameReviews.signatureId} = ${signatures.id} and ${nameReviews.approvedAt} is null)`,
};

/**
 * Returns the SQL that holds the public names of the signatures of `source` whose campaigns hold new ones, for use in the statement
 * that confirms them.
 */
export function holdNamesFragment(tag: postgres.Sql, source: postgres.Fragment) {
  return tag`
    insert into name_reviews (signature_id, campaign_id)
    select source.id, campaigns.id from (${source}) source join campaigns on campaigns.id = source.campaign_id
    where campaigns.reviews_names and source.display <> 'anonymous'
    on conflict do nothing`;
}

/** The lists of held names. Approved ones are not listed: they are public. */
export const NAME_SHELVES = ["waiting", "declined"] as const;

export type NameShelf = (typeof NAME_SHELVES)[number];

export const nameShelfInput = z.enum(NAME_SHELVES).catch("waiting");

const MAX_DECIDED_AT_ONCE = 100;

/** The review form: one name, or all names of a page, and the decision. */
export const nameDecision = z.object({
  names: z.array(z.string().refine(isId)).min(1).max(MAX_DECIDED_AT_ONCE),
  decision: z.enum(["approved", "declined"]),
});

type Decision = z.output<typeof nameDecision> & { campaignId: string; memberId: string };

/**
 * Approves or declines held names. The names themselves stay as they are. Repeating a decision changes nothing. Returns how many
 * changed. The caller refreshes the public pages.
 */
export async function decideNames(
  db: Database,
  { campaignId, names, decision, memberId }: Decision,
): Promise<number> {
  const isApproval = decision === "approved";
  const isOther = isApproval ? isNull(nameReviews.approvedAt) : isNull(nameReviews.declinedAt);
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(nameReviews)
      .set({
        approvedAt: isApproval ? sql`now()` : null,
        declinedAt: isApproval ? null : sql`now()`,
        decidedBy: memberId,
      })
      .where(
        and(
          eq(nameReviews.campaignId, campaignId),
          sql`${nameReviews.signatureId} = any(${sql.param(names)}::uuid[])`,
          isOther,
        ),
      )
      .returning({ id: nameReviews.signatureId });
    for (const { id } of changed)
      await recordAudit(tx, { actorId: memberId, action: `name.${decision}`, subject: `signature:${id}` });
    return changed.length;
  });
}

const isWaiting = and(isNull(nameReviews.approvedAt), isNull(nameReviews.declinedAt));

const BY_SHELF: Record<NameShelf, { is: SQL | undefined; order: SQL[] }> = {
  waiting: { is: isWaiting, order: [asc(nameReviews.waitingSince), asc(nameReviews.signatureId)] },
  declined: {
    is: isNotNull(nameReviews.declinedAt),
    order: [desc(nameReviews.declinedAt), desc(nameReviews.signatureId)],
  },
};

/** Lists held names of counted signatures as they would be shown: waiting ones oldest first, declined ones newest first. */
export async function listHeldNames(
  db: Database,
  { campaignId, shelf, limit }: { campaignId: string; shelf: NameShelf; limit: number },
) {
  const { is, order } = BY_SHELF[shelf];
  const rows = await db
    .select({ id: nameReviews.signatureId, ...displayedName, country: signatures.country })
    .from(nameReviews)
    .innerJoin(signatures, eq(signatures.id, nameReviews.signatureId))
    .where(
      and(
        eq(nameReviews.campaignId, campaignId),
        is,
        isNull(signatures.withdrawnAt),
        isNull(signatures.quarantinedAt),
      ),
    )
    .orderBy(...order)
    .limit(limit);
  return rows.map(({ id, country, ...displayed }) => ({
    id,
    country,
    name: displayed.name,
    /** Null if it stays hidden even when approved. */
    wouldShow: publicName({ ...displayed, isHeld: false }),
  }));
}

export type HeldName = Awaited<ReturnType<typeof listHeldNames>>[number];
