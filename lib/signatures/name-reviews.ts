import { and, asc, desc, eq, not, sql } from "drizzle-orm";
import type postgres from "postgres";
import { z } from "zod";
import type { Database } from "@/db/client";
import { nameReviews, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { isId } from "@/lib/ids";
import { isCounted } from "./is-counted";
import { publicName } from "./public-name";
import { decisionColumns, hasReviewStatus } from "./review-status";

/** The columns of a signature that `publicName` needs. */
export const displayedName = {
  name: signatures.name,
  display: signatures.display,
  shownName: signatures.shownName,
  isHeld: sql<boolean>`exists (select from ${nameReviews} where ${nameReviews.signatureId} = ${signatures.id} and ${nameReviews.approvedAt} is null)`,
};

/**
 * Returns the SQL that holds the public names of the signatures of `source` whose campaigns hold new ones, for use in the statement
 * that confirms them. Someone who withdrew and signs again is reviewed again.
 */
export function holdNamesFragment(tag: postgres.Sql, source: postgres.Fragment) {
  return tag`
    insert into name_reviews (signature_id, campaign_id)
    select source.id, campaigns.id from (${source}) source join campaigns on campaigns.id = source.campaign_id
    where campaigns.reviews_names and source.display <> 'anonymous'
    on conflict (signature_id) do update set waiting_since = now(), approved_at = null, declined_at = null, decided_by = null`;
}

/** The statuses of a held name. An approved name is public, and no longer held. */
export const HELD_NAME_STATUSES = ["waiting", "declined"] as const;

export type HeldNameStatus = (typeof HELD_NAME_STATUSES)[number];

/** The status filter of the review page. */
export const heldNameStatusInput = z.enum(HELD_NAME_STATUSES).catch("waiting");

const MAX_DECIDED_AT_ONCE = 100;

/** The review form: the ids of one signature or of all on a page, and the decision about their names. */
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
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(nameReviews)
      .set(decisionColumns({ status: decision, memberId }))
      .where(
        and(
          eq(nameReviews.campaignId, campaignId),
          sql`${nameReviews.signatureId} = any(${sql.param(names)}::uuid[])`,
          not(hasReviewStatus(nameReviews, decision)),
        ),
      )
      .returning({ id: nameReviews.signatureId });
    for (const { id } of changed)
      await recordAudit(tx, { actorId: memberId, action: `name.${decision}`, subject: `signature:${id}` });
    return changed.length;
  });
}

/** Lists held names, each as it would be shown if approved: waiting ones oldest first, declined ones newest first. */
export async function listHeldNames(
  db: Database,
  { campaignId, status, limit }: { campaignId: string; status: HeldNameStatus; limit: number },
) {
  const { waitingSince, declinedAt, signatureId } = nameReviews;
  const order =
    status === "waiting" ? [asc(waitingSince), asc(signatureId)] : [desc(declinedAt), desc(signatureId)];
  const rows = await db
    .select({ id: nameReviews.signatureId, ...displayedName, country: signatures.country })
    .from(nameReviews)
    .innerJoin(signatures, eq(signatures.id, nameReviews.signatureId))
    .where(and(eq(nameReviews.campaignId, campaignId), hasReviewStatus(nameReviews, status), isCounted))
    .orderBy(...order)
    .limit(limit);
  return rows.map(({ id, country, ...displayed }) => ({
    id,
    country,
    name: displayed.name,
    /** Null if the name breaks the rule for names: then it stays hidden even when approved. */
    wouldShow: publicName({ ...displayed, isHeld: false }),
  }));
}

export type HeldName = Awaited<ReturnType<typeof listHeldNames>>[number];
