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

/** Returns a signer's own share link with its visits and the signatures confirmed through it. Null before confirmation. */
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

/** Each confirmed signer has a link, whose parent is the link they came through: child links lead to the signatures. */
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

/** Counts confirmed signatures by generation below a link: at most ten generations and 10,000 links. */
async function countGenerations(db: Database, linkId: string) {
  const rows = await db.execute<{ generation: number; signers: number }>(sql`
    with recursive descendants as (
      select id, owner_signature_id, 1 as generation from share_links where parent_id = ${linkId}
      union all
      select link.id, link.owner_signature_id, generation + 1
      from share_links link join descendants on link.parent_id = descendants.id where generation < 10
    )
    select generation, count(owner_signature_id)::int as signers
    from (select * from descendants limit 10000) counted group by generation order by generation`);
  return rows
    .filter(({ signers }) => signers > 0)
    .map(({ generation, signers }) => ({ generation, signers }));
}
