import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type DIMENSIONS, NO_NAME, NO_SUBJECT } from "@/db/schema";

/** Which campaign's origins, and how many of the strongest. */
export type TallyQuery = { campaignId: string; limit: number };

type Dimension = (typeof DIMENSIONS)[number];

/** What of a waiting event is its subject and its name in each dimension, as `foldCountEvents` files it. */
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
 * The strongest origins of a dimension with what the worker has folded and what still waits for it, so that a signature
 * is in it from the moment of its confirmation. Only rows that could be among them are read: the strongest that are
 * folded, as many more as events take something away, and those that something waits for.
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

/** More call-outs than any campaign has: an article's signatures are those of all of its call-outs. */
const MAX_CALLOUTS = 2_000;

/** Who read an article while it could bring this campaign a signature. */
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

/** Readers are null where none were counted; `fromTheStart` says whether they were for as long as signatures were. */
export type Readers = { readers: number | null; fromTheStart: boolean | null };

/** The articles that brought a campaign its signatures, and their readers; a null slug is every signature from outside an article. */
export async function listSignaturesByArticle(db: Database, { campaignId, limit }: TallyQuery) {
  type Row = {
    slug: string | null;
    locale: string | null;
    title: string | null;
    confirmed: number;
  } & Readers;
  return db.execute<Row>(sql`
    ${topTallies({ campaignId, limit: MAX_CALLOUTS }, "callout")},
    by_article as (
      select subject_id, sum(confirmed)::int as confirmed from strongest group by 1 order by 2 desc limit ${limit}
    )
    select slug, locale, title, confirmed, readers, "fromTheStart"
    from by_article left join articles on articles.id = subject_id ${readersOf(campaignId, sql`articles.id`)}
    order by confirmed desc, slug`);
}

/** The call-outs, each in its article, that brought a campaign its signatures, and the article's readers. */
export async function listSignaturesByCallout(db: Database, asked: TallyQuery) {
  type Row = {
    callout: string | null;
    slug: string | null;
    locale: string | null;
    title: string | null;
    confirmed: number;
  } & Readers;
  return db.execute<Row>(sql`
    ${topTallies(asked, "callout")}
    select name as callout, slug, locale, title, confirmed, readers, "fromTheStart"
    from strongest left join articles on articles.id = subject_id ${readersOf(asked.campaignId, sql`articles.id`)}
    order by confirmed desc, name`);
}

/** The share links that brought a campaign its signatures, and how often each was opened; a null code is every signature without one. */
export async function listSignaturesByShareLink(db: Database, asked: TallyQuery) {
  return db.execute<{ code: string | null; bySigner: boolean; visits: number; confirmed: number }>(sql`
    ${topTallies(asked, "link")}
    select code, owner_signature_id is not null as "bySigner", confirmed,
      (select coalesce(sum(visits), 0)::int from share_visits where share_link_id = subject_id) as visits
    from strongest left join share_links on share_links.id = subject_id
    order by confirmed desc, code`);
}

/** The channels through which a campaign's signatures came. */
export async function listSignaturesByChannel(db: Database, asked: TallyQuery) {
  return db.execute<{ channel: string | null; confirmed: number }>(sql`
    ${topTallies(asked, "channel")} select name as channel, confirmed from strongest order by confirmed desc, name`);
}

/** The countries that a campaign's signers gave. */
export async function listSignaturesByCountry(db: Database, asked: TallyQuery) {
  return db.execute<{ country: string | null; confirmed: number }>(sql`
    ${topTallies(asked, "country")} select name as country, confirmed from strongest order by confirmed desc, name`);
}

/** The petition texts that were signed, each with its language and the day it was published. */
export async function listSignaturesByText(db: Database, asked: TallyQuery) {
  type Row = { title: string | null; locale: string | null; publishedAt: string | null; confirmed: number };
  return db.execute<Row>(sql`
    ${topTallies(asked, "text")}
    select title, locale, to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "publishedAt", confirmed
    from strongest left join petition_texts on petition_texts.id = subject_id
    order by confirmed desc, published_at desc`);
}
