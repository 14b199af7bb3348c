import { and, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { NO_NAME, shareLinks, signatures } from "@/db/schema";
import { shownName } from "@/lib/signatures/display";
import { type TallyQuery, topTallies } from "./attribution-tallies";

/** How many signatures lie how many links away from whoever began, those of the strongest; null is without any link. */
export async function listGenerations(db: Database, asked: TallyQuery) {
  return db.execute<{ generation: number | null; confirmed: number }>(sql`
    ${topTallies(asked, "generation")}
    select name::int as generation, confirmed from strongest order by generation nulls first`);
}

/** Chains are as long as somebody makes them, and a sum is of all of them. */
const MAX_GENERATIONS = 1_000_000;

/** All signatures of a campaign, those through links, and how many links away the farthest of them is. */
export async function sumGenerations(db: Database, { campaignId }: { campaignId: string }) {
  const [sums] = await db.execute<{ confirmed: number; through: number; furthest: number }>(sql`
    ${topTallies({ campaignId, limit: MAX_GENERATIONS }, "generation")}
    select coalesce(sum(confirmed), 0)::int as confirmed,
      coalesce(sum(confirmed) filter (where name is not null), 0)::int as through,
      coalesce(max(name::int) filter (where confirmed > 0), 0) as furthest
    from strongest`);
  return sums ?? { confirmed: 0, through: 0, furthest: 0 };
}

/** The articles to which the links led whose visitors signed; a null slug is the campaign's own page. */
export async function listLandings(db: Database, asked: TallyQuery) {
  type Row = { slug: string | null; locale: string | null; title: string | null; confirmed: number };
  return db.execute<Row>(sql`
    ${topTallies({ ...asked, limit: asked.limit + 1 }, "landing")}
    select slug, locale, title, confirmed from strongest left join articles on articles.id = subject_id
    where name is not null order by confirmed desc, slug limit ${asked.limit}`);
}

/** More channels than we have, and those that others made up. */
const MAX_CHANNELS = 200;

/** The channels through which a campaign was passed on: who came, and who signed. A null channel is a link without a mark. */
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

/** So many of the strongest links are looked at: those of another campaign that bring many are among them. */
const MAX_LINKS_CHECKED = 2_000;

/**
 * How many signatures came through links that belong to another campaign, or to none: the visits of those links do not count
 * for this one. Each is looked up by itself, as below.
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
  /** Signatures through the link itself, and all that it led to. */
  direct: number;
  confirmed: number;
  /** How many generations it reached, to whatever campaign: as visits, this is counted for the link as a whole. */
  generations: number;
};

/**
 * The links that led to the most signatures of a campaign, in whatever generation. Told by the tallies, so seconds may lack.
 * Each is looked up by itself: a plan that is good for any limit would read all links for these few.
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

/** Whose links these are, as far as their signers show their names and still stand by their signatures. */
export async function listPublicOwners(db: Database, linkIds: string[]): Promise<Map<string, string>> {
  if (linkIds.length === 0) return new Map();
  const owners = await db
    .select({ linkId: shareLinks.id, name: signatures.name, display: signatures.display })
    .from(shareLinks)
    .innerJoin(signatures, sql`${signatures.id} = ${shareLinks.ownerSignatureId}`)
    .where(
      and(
        inArray(shareLinks.id, linkIds),
        isNotNull(signatures.confirmedAt),
        isNull(signatures.withdrawnAt),
        isNull(signatures.quarantinedAt),
      ),
    );
  return new Map(
    owners.flatMap(({ linkId, name, display }) => {
      const shown = shownName(name, display);
      return shown ? [[linkId, shown]] : [];
    }),
  );
}

/** All visits through the links of a campaign. */
export async function countVisits(db: Database, campaignId: string): Promise<number> {
  const [row] = await db.execute<{ visits: number }>(sql`
    select coalesce(sum(visits), 0)::int as visits from campaign_visits where campaign_id = ${campaignId}::uuid`);
  return row?.visits ?? 0;
}
