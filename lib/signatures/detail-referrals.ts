import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  campaigns,
  type SIGNATURE_STATES,
  shareLinks,
  shareVisits,
  signatureState,
  signatures,
} from "@/db/schema";

/** A signer's own link: how often it was opened, and who signed and confirmed through it. Null until they have confirmed. */
export async function getSignerReferrals(
  db: Database,
  { signatureId, limit }: { signatureId: string; limit: number },
) {
  const visits = sql<number>`(select coalesce(sum(${shareVisits.visits}), 0) from ${shareVisits}
    where ${shareVisits.shareLinkId} = ${shareLinks.id})`.mapWith(Number);
  const [link] = await db
    .select({ id: shareLinks.id, code: shareLinks.code, visits })
    .from(shareLinks)
    .where(eq(shareLinks.ownerSignatureId, signatureId));
  if (!link) return null;
  const [followers, generations] = await Promise.all([
    listFollowers(db, { linkId: link.id, limit }),
    countGenerations(db, link.id),
  ]);
  return { code: link.code, visits: link.visits, followers, generations };
}

/** Whoever confirms gets a link of their own, whose parent is the one through which they came: so links lead to signatures. */
function listFollowers(db: Database, { linkId, limit }: { linkId: string; limit: number }) {
  return db
    .select({
      id: signatures.id,
      campaign: campaigns.slug,
      name: signatures.name,
      country: signatures.country,
      confirmedAt: signatures.confirmedAt,
      state: sql<(typeof SIGNATURE_STATES)[number]>`${signatureState(signatures)}`,
    })
    .from(shareLinks)
    .innerJoin(signatures, eq(signatures.id, shareLinks.ownerSignatureId))
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .where(and(eq(shareLinks.parentId, linkId), isNotNull(shareLinks.ownerSignatureId)))
    .orderBy(desc(shareLinks.id))
    .limit(limit);
}

/** How many confirmed in each generation after the owner of a link: ten generations and 10,000 links at most. */
async function countGenerations(db: Database, linkId: string) {
  const rows = await db.execute<{ generation: number; signers: number }>(sql`
    with recursive passed_on as (
      select id, owner_signature_id, 1 as generation from share_links where parent_id = ${linkId}
      union all
      select link.id, link.owner_signature_id, generation + 1
      from share_links link join passed_on on link.parent_id = passed_on.id where generation < 10
    )
    select generation, count(owner_signature_id)::int as signers
    from (select * from passed_on limit 10000) counted group by generation order by generation`);
  return rows
    .filter(({ signers }) => signers > 0)
    .map(({ generation, signers }) => ({ generation, signers }));
}
