import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articles, SIGNATURE_STATES, signatures, supporters } from "@/db/schema";
import { filterCondition, folded, state } from "./filter-condition";
import type { SignatureCursor, SignatureFilter } from "./signature-filter";

/** To the microsecond, as the database keeps it: JavaScript would round, and a page would repeat or lose somebody. */
const moment = sql<string>`to_char(${signatures.signedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export type SignaturePage = {
  campaignId: string;
  filter: SignatureFilter;
  /** The place that this page follows, or comes before. Nobody is lost or repeated while people keep signing. */
  after?: SignatureCursor;
  before?: SignatureCursor;
  limit: number;
};

/**
 * A page of a campaign's signatures as staff see them: the newest first, or by name where one is looked for. However many
 * there are, so many are looked at that it takes a fifth of a second at most.
 */
export async function listSignatures(db: Database, page: SignaturePage) {
  const found = await findPlaces(db, page);
  const matching = found.filter(({ matches }) => matches);
  const places = matching.slice(0, page.limit);
  const rows = await selectListed(
    db,
    places.map(({ id }) => id),
  );
  const listed = places.flatMap(({ id, at }) => {
    const row = rows.find((one) => one.id === id);
    return row ? { ...row, place: { at, id } } : [];
  });
  const last = found.at(-1);
  return {
    signatures: page.before ? listed.reverse() : listed,
    /** Whether there are more in the direction that was asked for. */
    more: matching.length > page.limit,
    /** Where looking ended before the page was full: asked for the page after it, it goes on from there. */
    unsearched: last && matching.length <= page.limit && last.place >= last.most ? last : null,
  };
}

export type ListedSignature = Awaited<ReturnType<typeof listSignatures>>["signatures"][number];

type Place = SignatureCursor & { matches: boolean; place: number; most: number };

/** One more place than the page has, and, if it was reached, the last one that is looked at. */
async function findPlaces(db: Database, page: SignaturePage): Promise<Place[]> {
  const way = await chooseWay(db, page);
  const rows = await db.execute<Place>(sql`
    select id, ${moment} as at, matches, place::int as place, most from (
      select *, row_number() over (order by ${way.order}) as place, ${way.most}::int as most, (${filterCondition(page)}) as matches
      from (${way.walk}) signatures
    ) signatures
    where matches or place = most
    order by ${way.order} limit ${page.limit + 1}`);
  return [...rows];
}

type Way = { walk: SQL; order: SQL; most: SQL };

/** In the statements themselves and no parameters of them, for the planner to see. */
const MOST = sql`60000`;
/** Where the mail domain of each is looked up. */
const MOST_WITH_DOMAIN = sql`20000`;
/** Neighbours by name lie all over the table. */
const MOST_BY_NAME = sql`2000`;
/** People of a mail domain of whom all signatures are looked at. */
const FEW_PEOPLE = 5_000;
const BEYOND_FEW = sql`5001`;

/** In which order a campaign's signatures are looked at, so that an index leads to those that are meant. */
async function chooseWay(db: Database, page: SignaturePage): Promise<Way> {
  const { person, name, domain } = page.filter;
  if (person) return amongPeople(page, sql`${supporters.id} = ${person}`);
  if (name) return byName(page, name);
  if (!domain) return bySigning(page, MOST);
  const few = await isFew(db, domain);
  return few ? amongPeople(page, eq(supporters.emailDomain, domain)) : bySigning(page, MOST_WITH_DOMAIN);
}

async function isFew(db: Database, domain: string) {
  const [row] = await db.execute<{ many: number }>(sql`
    select count(*)::int as many from (
      select from ${supporters} where ${supporters.emailDomain} = ${domain} order by ${supporters.id} limit ${BEYOND_FEW}
    ) people`);
  return (row?.many ?? 0) <= FEW_PEOPLE;
}

/** What the condition of a filter reads, and the order. */
const WALKED = sql`signatures.id, signatures.campaign_id, signatures.supporter_id, signatures.name, signatures.country,
  signatures.article_id, signatures.channel, signatures.signed_at, signatures.confirmed_at, signatures.withdrawn_at,
  signatures.quarantined_at`;

/** One walk for each state, merged: in each of them the index has the signatures in order. */
function bySigning(page: SignaturePage, most: SQL): Way {
  const { campaignId, filter } = page;
  const order = page.before
    ? sql`signatures.signed_at, signatures.id`
    : sql`signatures.signed_at desc, signatures.id desc`;
  const walks = (filter.state ? [filter.state] : SIGNATURE_STATES).map((one) => {
    const within = filterCondition({ campaignId, filter: { state: one, from: filter.from, to: filter.to } });
    return sql`(select ${WALKED} from signatures where ${within} and ${beyond(page)}
      order by ${order} limit ${most})`;
  });
  return {
    walk: sql`select * from (${sql.join(walks, sql` union all `)}) signatures order by ${order} limit ${most}`,
    order,
    most,
  };
}

/** What lies on the far side of the place that a page follows or comes before. */
function beyond({ after, before }: SignaturePage): SQL {
  const at = (place: SignatureCursor) => sql`(${place.at}::timestamptz, ${place.id}::uuid)`;
  if (before) return sql`(signatures.signed_at, signatures.id) > ${at(before)}`;
  return after ? sql`(signatures.signed_at, signatures.id) < ${at(after)}` : sql`true`;
}

function byName(page: SignaturePage, name: string): Way {
  const { campaignId, after, before } = page;
  const place = after ?? before;
  const side = before ? sql`<` : sql`>`;
  const beyondPlace =
    place &&
    sql`(${folded}, signatures.id) ${side} ((select ${folded} from signatures where signatures.id = ${place.id}), ${place.id}::uuid)`;
  const order = before ? sql`folded desc, id desc` : sql`folded, id`;
  return {
    walk: sql`select ${WALKED}, ${folded} as folded from signatures
      where ${and(filterCondition({ campaignId, filter: { name } }), beyondPlace)} order by ${order} limit ${MOST_BY_NAME}`,
    order,
    most: MOST_BY_NAME,
  };
}

/** All that some people signed of a campaign: at most `FEW_PEOPLE` of them. */
function amongPeople(page: SignaturePage, who: SQL): Way {
  const order = page.before
    ? sql`signatures.signed_at, signatures.id`
    : sql`signatures.signed_at desc, signatures.id desc`;
  return {
    // The limits have no other use than to say which way round this is to be done.
    walk: sql`select ${WALKED}
      from (select ${supporters.id} from ${supporters} where ${who} order by ${supporters.id} limit ${BEYOND_FEW}) people
      cross join lateral (
        select * from signatures where supporter_id = people.id and campaign_id = ${page.campaignId} limit 1
      ) signatures
      where ${beyond(page)} order by ${order}`,
    order,
    most: MOST,
  };
}

function selectListed(db: Database, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      id: signatures.id,
      name: signatures.name,
      country: signatures.country,
      state: sql<(typeof SIGNATURE_STATES)[number]>`${state}`,
      signedAt: signatures.signedAt,
      article: articles.title,
      callout: signatures.callout,
      channel: signatures.channel,
      throughLink: sql<boolean>`${signatures.shareLinkId} is not null`,
      emailDomain: supporters.emailDomain,
      hasComment: sql<boolean>`${signatures.comment} is not null`,
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .leftJoin(articles, eq(articles.id, signatures.articleId))
    .where(inArray(signatures.id, ids));
}
