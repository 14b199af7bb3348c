import { and, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { NO_NAME, shareLinks, signatures } from "@/db/schema";
import { isCounted } from "@/lib/signatures/is-counted";
import { displayedName } from "@/lib/signatures/name-reviews";
import { publicName } from "@/lib/signatures/public-name";
import { type TallyQuery, topTallies } from "./attribution-tallies";

/** Lists a campaign's signatures by generation, the largest ones. Null stands for signatures without a link. */
export async function listGenerations(db: Database, query: TallyQuery) {
  return db.execute<{ generation: number | null; confirmed: number }>(sql`
    ${topTallies(query, "generation")}
    select name::int as generation, confirmed from strongest order by generation nulls first`);
}

/** High enough to include every generation in the sum. */
const MAX_GENERATIONS = 1_000_000;

/** Returns all signatures of a campaign, those through links, and the furthest generation. */
export async function sumGenerations(db: Database, { campaignId }: { campaignId: string }) {
  const [sums] = await db.execute<{ confirmed: number; through: number; furthest: number }>(sql`
    ${topTallies({ campaignId, limit: MAX_GENERATIONS }, "generation")}
    select coalesce(sum(confirmed), 0)::int as confirmed,
      coalesce(sum(confirmed) filter (where name is not null), 0)::int as through,
      coalesce(max(name::int) filter (where confirmed > 0), 0) as furthest
    from strongest`);
  return sums ?? { confirmed: 0, through: 0, furthest: 0 };
}

/** Lists signatures through links by the article that the link led to. A null slug stands for the campaign's page. */
export async function listLandings(db: Database, query: TallyQuery) {
  type Row = { slug: string | null; locale: string | null; title: string | null; confirmed: number };
  return db.execute<Row>(sql`
    ${topTallies({ ...query, limit: query.limit + 1 }, "landing")}
    select slug, locale, title, confirmed from strongest left join articles on articles.id = subject_id
    where name is not null order by confirmed desc, slug limit ${query.limit}`);
}

/** More than our channels plus any invented ones. */
const MAX_CHANNELS = 200;

/** Lists visits and signatures by channel. A null channel stands for links without a channel letter. */
export async function listChannelYields(db: Database, { campaignId, limit }: TallyQuery) {
  type Row = { channel: string | null; visits: number; confirmed: number };
  return db.execute<Row>(sql`
    ${topTallies({ campaignId, limit: MAX_CHANNELS }, "channel")},
    visited as (
      select nullif(channel, ${NO_NAME}) as channel, sum(visits)::int as visits
      from campaign_visits where campaign_id = ${campaignId}::uuid group by 1
    )
    select coalesce(visited.channel, strongest.name) as channel, coalesce(visits, 0) as visits, coalesce(confirmed, 0) as confirmed
    from visited full join (select * from strongest where name is not null) strongest on strongest.name = visited.channel
    order by visits desc, confirmed desc, channel limit ${limit}`);
}

/** Only the largest links are checked, which is enough to find relevant ones of other campaigns. */
const MAX_LINKS_CHECKED = 2_000;

/**
 * Counts signatures through links that belong to another campaign or none. The visits of those links do not count for this
 * campaign. The lateral join looks up each link separately, as in `listTopLinks`.
 */
export async function countThroughForeignLinks(db: Database, campaignId: string): Promise<number> {
  const [row] = await db.execute<{ confirmed: number }>(sql`
    ${topTallies({ campaignId, limit: MAX_LINKS_CHECKED }, "link")}
    select coalesce(sum(confirmed), 0)::int as confirmed
    from strongest cross join lateral (
      select campaign_id from share_links where share_links.id = subject_id limit 1
    ) link
    where link.campaign_id is distinct from ${campaignId}::uuid`);
  return row?.confirmed ?? 0;
}

export type TopLink = {
  id: string;
  code: string;
  bySigner: boolean;
  visits: number;
  /** `direct`: signatures through the link itself. `confirmed`: those of all generations. */
  direct: number;
  confirmed: number;
  /** The number of generations, for all campaigns together. Visits are counted in the same way. */
  generations: number;
};

/**
 * Lists the links that brought a campaign the most signatures, over all generations. Reads tallies, so it may lag by seconds.
 * Lateral joins look up each link separately; otherwise the generic plan would read all links.
 */
export async function listTopLinks(db: Database, { campaignId, limit }: TallyQuery) {
  return db.execute<TopLink>(sql`
    with strongest as (
      select share_link_id, confirmed from link_tallies
      where campaign_id = ${campaignId}::uuid and confirmed > 0 order by confirmed desc limit ${limit}
    )
    select link.id, code, owner_signature_id is not null as "bySigner", strongest.confirmed,
      coalesce(direct.confirmed, 0) as direct, reached.generations, coalesce(visited.visits, 0) as visits
    from strongest
    cross join lateral (
      select id, code, owner_signature_id from share_links where share_links.id = share_link_id limit 1
    ) link
    left join lateral (
      select tally.confirmed from origin_tallies tally where tally.campaign_id = ${campaignId}::uuid
        and dimension = 'link' and subject_id = share_link_id and name = ${NO_NAME} limit 1
    ) direct on true
    left join lateral (
      select coalesce(max(generation), 0)::int as generations from referral_tallies tally
      where tally.share_link_id = strongest.share_link_id and tally.confirmed > 0
    ) reached on true
    left join lateral (
      select sum(visits)::int as visits from share_visits where share_visits.share_link_id = strongest.share_link_id
    ) visited on true
    order by strongest.confirmed desc, code`);
}

/** Returns the names of the links' owners, by link id. Includes only counted signatures with a public name. */
export async function listPublicOwners(db: Database, linkIds: string[]): Promise<Map<string, string>> {
  if (linkIds.length === 0) return new Map();
  const owners = await db
    .select({ linkId: shareLinks.id, ...displayedName })
    .from(shareLinks)
    .innerJoin(signatures, sql`${signatures.id} = ${shareLinks.ownerSignatureId}`)
    .where(and(inArray(shareLinks.id, linkIds), isCounted));
  return new Map(
    owners.flatMap(({ linkId, ...displayed }) => {
      const shown = publicName(displayed);
      return shown ? [[linkId, shown]] : [];
    }),
  );
}

/** Counts all visits through the links of a campaign. */
export async function countVisits(db: Database, campaignId: string): Promise<number> {
  const [row] = await db.execute<{ visits: number }>(sql`
    select coalesce(sum(visits), 0)::int as visits from campaign_visits where campaign_id = ${campaignId}::uuid`);
  return row?.visits ?? 0;
}
