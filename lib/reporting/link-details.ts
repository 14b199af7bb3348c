import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  articles,
  campaigns,
  NO_NAME,
  QUARANTINED,
  shareLinks,
  signatureState,
  signatures,
} from "@/db/schema";
import { isCounted } from "@/lib/signatures/is-counted";
import type { Generation } from "./public-link-figures";

/**
 * Returns a share link with its exact referrals for a campaign. Returns null if the link belongs to another campaign and has no
 * referrals for this one. Visits and the furthest generation count all campaigns. For staff only.
 */
export async function getLinkDetails(
  db: Database,
  { campaignId, code }: { campaignId: string; code: string },
) {
  const link = await findLink(db, code);
  if (!link) return null;
  const query = { campaignId, linkId: link.id };
  const isOwn = link.campaignId === campaignId;
  if (!isOwn && !(await hasReferrals(db, query))) return null;
  const { visits, ...tallied } = await getLinkTallies(db, query);
  return { ...link, isOwn, visits, ...campaignReferrals(tallied) };
}

async function findLink(db: Database, code: string) {
  const { id, campaignId, depth, createdAt } = shareLinks;
  const [link] = await db
    .select({
      ...{ id, code: shareLinks.code, campaignId, depth, createdAt },
      bySigner: sql<boolean>`${shareLinks.ownerSignatureId} is not null`,
      campaignSlug: campaigns.slug,
      article: { title: articles.title, locale: articles.locale, slug: articles.slug },
    })
    .from(shareLinks)
    .leftJoin(articles, eq(articles.id, shareLinks.articleId))
    .leftJoin(campaigns, eq(campaigns.id, shareLinks.campaignId))
    .where(eq(shareLinks.code, code));
  return link ?? null;
}

type OfLink = { campaignId: string; linkId: string };

/** Whether a campaign was signed through a link or its descendants. Tallies cover confirmed signatures; others are looked up. */
async function hasReferrals(db: Database, { campaignId, linkId }: OfLink): Promise<boolean> {
  const [row] = await db.execute<{ hasReferrals: boolean }>(sql`
    select exists (select from link_tallies where campaign_id = ${campaignId}::uuid and share_link_id = ${linkId}::uuid)
      or exists (select from count_events where campaign_id = ${campaignId}::uuid and share_link_id = ${linkId}::uuid)
      or exists (select from ${signatures} where campaign_id = ${campaignId}::uuid and share_link_id = ${linkId}::uuid
        and ${signatureState(signatures)} in ('pending', ${QUARANTINED}, 'withdrawn')) as "hasReferrals"`);
  return row?.hasReferrals ?? false;
}

/** One statement, because figures are subtracted from each other: the worker must not fold events between them. */
async function getLinkTallies(db: Database, { campaignId, linkId }: OfLink) {
  const [row] = await db.execute<LinkTallies & { visits: number }>(sql`
    select
      (select coalesce(sum(visits), 0)::int from share_visits where share_link_id = ${linkId}::uuid) as visits,
      coalesce((select confirmed from link_tallies
        where campaign_id = ${campaignId}::uuid and share_link_id = ${linkId}::uuid), 0) as confirmed,
      coalesce((select confirmed from origin_tallies where campaign_id = ${campaignId}::uuid
        and dimension = 'link' and subject_id = ${linkId}::uuid and name = ${NO_NAME}), 0) as direct,
      (select coalesce(jsonb_agg(jsonb_build_object('generation', generation, 'confirmed', confirmed) order by generation), '[]')
        from referral_tallies where share_link_id = ${linkId}::uuid and confirmed > 0) as generations`);
  if (!row) throw new Error("a select without a table returned no row");
  return row;
}

/** Limits on the descendants of a link that are read. The counts by generation cover all of them. */
const MAX_LINKS_WALKED = 50_000;
const MAX_SIGNER_LINKS = 5_000;
const MAX_ROWS = 100;

/**
 * Lists the articles, call-outs and channels of a link's referrals, by generation. Follows child links: the parent of a signer's
 * link is the link through which they signed.
 */
export async function listLinkSignatures(db: Database, { campaignId, linkId }: OfLink) {
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
    passed as (select * from below limit ${MAX_LINKS_WALKED}),
    found as (select * from passed where owner_signature_id is not null limit ${MAX_SIGNER_LINKS}),
    signed as (
      select generation, article_id, callout, channel, count(*)::int as confirmed
      from found cross join lateral (
        select * from signatures where signatures.id = owner_signature_id and ${isCounted} limit 1
      ) own
      where campaign_id = ${campaignId}::uuid
      group by 1, 2, 3, 4
    )
    select generation, title, slug, locale, callout, channel, confirmed
    from signed left join articles on articles.id = article_id
    order by generation, confirmed desc, title, callout, channel limit ${MAX_ROWS}`);
}

/** The tallies of a link: its signatures for the campaign (all, and direct ones), and its generations for all campaigns. */
type LinkTallies = { confirmed: number; direct: number; generations: Generation[] };

/** Signatures of one generation. `later` means all generations after the first together. */
type Part = { generation: number | "later"; confirmed: number };

/**
 * Returns the referrals of a link for a campaign. Generations are counted for all campaigns together: if the link brought
 * signatures to others too, the result for this one has only the first generation and all later ones.
 */
export function campaignReferrals({ confirmed, direct, generations }: LinkTallies) {
  const elsewhere = generations.reduce((sum, one) => sum + one.confirmed, 0) - confirmed;
  const parts: Part[] = [
    { generation: 1, confirmed: direct },
    { generation: "later", confirmed: confirmed - direct },
  ];
  return {
    confirmed,
    elsewhere,
    /** The furthest generation with a signature, for any campaign. */
    furthest: Math.max(0, ...generations.map(({ generation }) => generation)),
    generations: elsewhere > 0 ? parts.filter((part) => part.confirmed > 0) : generations,
  };
}
