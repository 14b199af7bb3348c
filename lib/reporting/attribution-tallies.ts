import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type DIMENSIONS, NO_NAME, NO_SUBJECT } from "@/db/schema";

/** A campaign, and the maximum number of rows. */
export type TallyQuery = { campaignId: string; limit: number };

type Dimension = (typeof DIMENSIONS)[number];

/** The subject and the name of a pending event in each dimension. Must match `foldCountEvents`. */
const KEYS: Record<Dimension, { subject: SQL; name: SQL }> = {
  callout: { subject: sql`article_id`, name: sql`callout` },
  link: { subject: sql`share_link_id`, name: sql`null` },
  channel: { subject: sql`null`, name: sql`channel` },
  country: { subject: sql`null`, name: sql`country` },
  text: { subject: sql`petition_text_id`, name: sql`null` },
  generation: {
    subject: sql`null`,
    name: sql`case when share_link_id is not null then (coalesce((select depth from share_links where id = share_link_id), 0) + 1)::text end`,
  },
  landing: {
    subject: sql`(select landing.article_id from share_links landing where landing.id = share_link_id)`,
    name: sql`case when share_link_id is not null then 'link' end`,
  },
};

/**
 * SQL for the largest tallies of a dimension (`strongest`). Adds pending events to folded tallies, so a signature is included as
 * soon as it is confirmed. Reads only rows that can be in the result: those with pending events, and the largest folded
 * tallies. Each pending decrease can push one of these out of the result, so as many more are read.
 */
export function topTallies({ campaignId, limit }: TallyQuery, dimension: Dimension): SQL {
  const { subject, name } = KEYS[dimension];
  return sql`
    with waiting as materialized (
      select coalesce(${subject}, ${NO_SUBJECT}::uuid)::uuid as subject_id, coalesce(${name}, ${NO_NAME})::text as name, sum(change)::int as change
      from count_events where campaign_id = ${campaignId}::uuid group by 1, 2
    ),
    folded as (
      select subject_id, name, confirmed from origin_tallies
      where campaign_id = ${campaignId}::uuid and dimension = ${dimension}
      order by confirmed desc limit ${limit}::int + (select count(*) from waiting where change < 0)
    ),
    touched as (
      select waiting.subject_id, waiting.name, coalesce(tally.confirmed, 0) + waiting.change as confirmed
      from waiting left join origin_tallies tally
        on tally.campaign_id = ${campaignId}::uuid and tally.dimension = ${dimension}
          and tally.subject_id = waiting.subject_id and tally.name = waiting.name
    ),
    strongest as (
      select nullif(subject_id, ${NO_SUBJECT}::uuid) as subject_id, nullif(name, ${NO_NAME}) as name, confirmed
      from (
        select * from touched
        union all
        select * from folded where not exists (
          select from waiting where waiting.subject_id = folded.subject_id and waiting.name = folded.name)
      ) known
      where confirmed <> 0
      order by confirmed desc, subject_id, name limit ${limit}::int
    )`;
}

/** More call-outs than any campaign has: an article's count is the sum over all its call-outs. */
const MAX_CALL_OUTS = 2_000;

/** SQL for an article's readers since the campaign opened. */
const readersOf = (campaignId: string, articleId: SQL) => sql`
  left join lateral (
    select sum(readers)::int as readers,
      min(viewed_on) <= greatest(articles.published_at, opened.at)::date + 1 as "fromTheStart"
    from article_views, lateral (
      select coalesce(opens_at, published_at, created_at) as at from campaigns where id = ${campaignId}::uuid
    ) opened
    where article_id = ${articleId} and viewed_on >= opened.at::date
    group by opened.at
  ) seen on true`;

/** `readers` is null if none were counted. `fromTheStart`: readers were counted for as long as signatures were. */
export type Readers = { readers: number | null; fromTheStart: boolean | null };

/** Lists a campaign's signatures by article, with its readers. A null slug stands for signatures outside articles. */
export async function listSignaturesByArticle(db: Database, { campaignId, limit }: TallyQuery) {
  type Row = {
    slug: string | null;
    locale: string | null;
    title: string | null;
    confirmed: number;
  } & Readers;
  return db.execute<Row>(sql`
    ${topTallies({ campaignId, limit: MAX_CALL_OUTS }, "callout")},
    by_article as (
      select subject_id, sum(confirmed)::int as confirmed from strongest group by 1 order by 2 desc limit ${limit}
    )
    select slug, locale, title, confirmed, readers, "fromTheStart"
    from by_article left join articles on articles.id = subject_id ${readersOf(campaignId, sql`articles.id`)}
    order by confirmed desc, slug`);
}

/** Lists a campaign's signatures by call-out, with the article and its readers. */
export async function listSignaturesByCallOut(db: Database, query: TallyQuery) {
  type Row = {
    callout: string | null;
    slug: string | null;
    locale: string | null;
    title: string | null;
    confirmed: number;
  } & Readers;
  return db.execute<Row>(sql`
    ${topTallies(query, "callout")}
    select name as callout, slug, locale, title, confirmed, readers, "fromTheStart"
    from strongest left join articles on articles.id = subject_id ${readersOf(query.campaignId, sql`articles.id`)}
    order by confirmed desc, name`);
}

/** Lists a campaign's signatures by share link, with its visits. A null code stands for signatures without a link. */
export async function listSignaturesByShareLink(db: Database, query: TallyQuery) {
  return db.execute<{ code: string | null; bySigner: boolean; visits: number; confirmed: number }>(sql`
    ${topTallies(query, "link")}
    select code, owner_signature_id is not null as "bySigner", confirmed,
      (select coalesce(sum(visits), 0)::int from share_visits where share_link_id = subject_id) as visits
    from strongest left join share_links on share_links.id = subject_id
    order by confirmed desc, code`);
}

/** Lists a campaign's signatures by channel. */
export async function listSignaturesByChannel(db: Database, query: TallyQuery) {
  return db.execute<{ channel: string | null; confirmed: number }>(sql`
    ${topTallies(query, "channel")} select name as channel, confirmed from strongest order by confirmed desc, name`);
}

/** Lists a campaign's signatures by the country that signers gave. */
export async function listSignaturesByCountry(db: Database, query: TallyQuery) {
  return db.execute<{ country: string | null; confirmed: number }>(sql`
    ${topTallies(query, "country")} select name as country, confirmed from strongest order by confirmed desc, name`);
}

/** Lists a campaign's signatures by petition text, with its language and publication time. */
export async function listSignaturesByText(db: Database, query: TallyQuery) {
  type Row = { title: string | null; locale: string | null; publishedAt: string | null; confirmed: number };
  return db.execute<Row>(sql`
    ${topTallies(query, "text")}
    select title, locale, to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "publishedAt", confirmed
    from strongest left join petition_texts on petition_texts.id = subject_id
    order by confirmed desc, published_at desc`);
}
