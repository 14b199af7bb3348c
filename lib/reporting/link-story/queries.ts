import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articles, shareLinks } from "@/db/schema";
import { whatItDid } from "../ripple/queries";

/** One link of a campaign with everything that it did, exactly; or null. For staff only. */
export async function getLinkStory(db: Database, { campaignId, code }: { campaignId: string; code: string }) {
  const { id, depth, createdAt } = shareLinks;
  const [link] = await db
    .select({
      ...{ id, code: shareLinks.code, depth, createdAt },
      bySigner: sql<boolean>`${shareLinks.ownerSignatureId} is not null`,
      article: { title: articles.title, locale: articles.locale, slug: articles.slug },
    })
    .from(shareLinks)
    .leftJoin(articles, eq(articles.id, shareLinks.articleId))
    .where(and(eq(shareLinks.code, code), eq(shareLinks.campaignId, campaignId)));
  return link ? { ...link, ...(await whatItDid(db, link.id)) } : null;
}

/** So many links beneath one are looked through, and so many signers' among them; the counts by generation know of all. */
const MOST_LINKS_PASSED = 50_000;
export const MOST_LINKS = 5_000;
const MOST_ROWS = 100;

/**
 * Where the signatures were given that a link led to, by generation. Whoever confirms gets a link whose parent is the one
 * through which they came, so from link to link the signatures are found, the nearest first.
 */
export async function listLinkOrigins(
  db: Database,
  { campaignId, linkId }: { campaignId: string; linkId: string },
) {
  type Row = {
    generation: number;
    title: string | null;
    slug: string | null;
    locale: string | null;
    callout: string | null;
    channel: string | null;
    confirmed: number;
  };
  return db.execute<Row>(sql`
    with recursive below as (
      select id, owner_signature_id, 1 as generation from share_links where parent_id = ${linkId}::uuid
      union all
      select link.id, link.owner_signature_id, generation + 1
      from below join share_links link on link.parent_id = below.id
    ),
    passed as (select * from below limit ${MOST_LINKS_PASSED}),
    found as (select * from passed where owner_signature_id is not null limit ${MOST_LINKS}),
    signed as (
      select generation, article_id, callout, channel, count(*)::int as confirmed
      from found cross join lateral (
        select * from signatures where signatures.id = owner_signature_id limit 1
      ) own
      where campaign_id = ${campaignId}::uuid and confirmed_at is not null and withdrawn_at is null and quarantined_at is null
      group by 1, 2, 3, 4
    )
    select generation, title, slug, locale, callout, channel, confirmed
    from signed left join articles on articles.id = article_id
    order by generation, confirmed desc, title, callout, channel limit ${MOST_ROWS}`);
}
