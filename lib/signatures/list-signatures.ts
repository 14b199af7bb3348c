import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articles, nameWords, SIGNATURE_STATES, signatures, supporters } from "@/db/schema";
import { filterCondition, state } from "./filter-condition";
import type { SignatureCursor, SignatureFilter } from "./signature-filter";

/** `signedAt` to the microsecond: a JavaScript Date rounds it, and a page could repeat or skip a row. */
const signedAtText = sql<string>`to_char(${signatures.signedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

type SignaturePage = {
  campaignId: string;
  filter: SignatureFilter;
  /** Keyset cursors: the page follows `after`, or ends before `before`. New signatures do not shift it. */
  after?: SignatureCursor;
  before?: SignatureCursor;
  limit: number;
};

/**
 * Returns a page of a campaign's signatures for staff, newest first. The number of rows scanned is limited so that a page takes
 * at most 200 ms, whatever the size of the campaign.
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
    /** Whether more signatures match in the requested direction. */
    more: matching.length > page.limit,
    /** Where the scan stopped before the page was full: use it as the cursor to continue. */
    unsearched: last && matching.length <= page.limit && last.place >= last.cap ? last : null,
  };
}

export type ListedSignature = Awaited<ReturnType<typeof listSignatures>>["signatures"][number];

type Place = SignatureCursor & { matches: boolean; place: number; cap: number };

/** Returns one match more than the page holds, and the last scanned row if the limit was reached. */
async function findPlaces(db: Database, page: SignaturePage): Promise<Place[]> {
  const scan = await chooseScan(db, page);
  const rows = await db.execute<Place>(sql`
    select id, ${signedAtText} as at, matches, place::int as place, cap from (
      select *, row_number() over (order by ${scan.order}) as place, ${scan.cap}::int as cap, (${filterCondition(page)}) as matches
      from (${scan.rows}) signatures
    ) signatures
    where matches or place = cap
    order by ${scan.order} limit ${page.limit + 1}`);
  return [...rows];
}

type Scan = { rows: SQL; order: SQL; cap: SQL };

// Scan limits, written as literals instead of parameters, so that the planner sees them.
const MAX_SCANNED = sql`60000`;
/** Rows, if the mail domain of each is looked up. */
const MAX_SCANNED_BY_DOMAIN = sql`20000`;
/** Rows, if the name of each is split into words. */
const MAX_SCANNED_BY_NAME = sql`10000`;
/** Names that match more often are searched in the order of signing. Their rows are spread over the whole table. */
const MAX_NAMESAKES = 2_000;
const OVER_MAX_NAMESAKES = sql`2001`;
/** Mail domains with at most this many supporters are searched by supporter. */
const MAX_PEOPLE = 5_000;
const OVER_MAX_PEOPLE = sql`5001`;

/** Chooses the scan order that lets an index find the matching signatures. */
async function chooseScan(db: Database, page: SignaturePage): Promise<Scan> {
  const { person, name, domain } = page.filter;
  if (person) return scanBySupporter(page, sql`${supporters.id} = ${person}`);
  if (name) {
    const few = await hasFewNamesakes(db, page.campaignId, name);
    return few ? scanByName(page, name) : scanBySigningTime(page, MAX_SCANNED_BY_NAME);
  }
  if (!domain) return scanBySigningTime(page, MAX_SCANNED);
  const few = await hasFewSupporters(db, domain);
  return few
    ? scanBySupporter(page, eq(supporters.emailDomain, domain))
    : scanBySigningTime(page, MAX_SCANNED_BY_DOMAIN);
}

async function hasFewSupporters(db: Database, domain: string) {
  const [row] = await db.execute<{ many: number }>(sql`
    select count(*)::int as many from (
      select from ${supporters} where ${supporters.emailDomain} = ${domain} order by ${supporters.id} limit ${OVER_MAX_PEOPLE}
    ) people`);
  return (row?.many ?? 0) <= MAX_PEOPLE;
}

/** Matches through the index `signatures_by_name_words`. Null if no typed word is long enough for it. */
const isNamed = (campaignId: string, name: string) =>
  sql`${nameWords(signatures)} @@ name_query(${campaignId}::uuid, ${name}::text)`;

async function hasFewNamesakes(db: Database, campaignId: string, name: string) {
  const [row] = await db.execute<{ many: number | null }>(sql`
    select case when name_query(${campaignId}::uuid, ${name}::text) is not null then (
      select count(*)::int from (select from signatures where ${isNamed(campaignId, name)} limit ${OVER_MAX_NAMESAKES}) namesakes
    ) end as many`);
  return typeof row?.many === "number" && row.many <= MAX_NAMESAKES;
}

/** The columns that the filter condition and the order use. */
const SCANNED_COLUMNS = sql`signatures.id, signatures.campaign_id, signatures.supporter_id, signatures.name, signatures.country,
  signatures.article_id, signatures.channel, signatures.signed_at, signatures.confirmed_at, signatures.withdrawn_at,
  signatures.quarantined_at`;

/** Merges one index scan per state: within a state, the index returns signatures in order. */
function scanBySigningTime(page: SignaturePage, cap: SQL): Scan {
  const { campaignId, filter } = page;
  const order = bySigningTime(page);
  const scans = (filter.state ? [filter.state] : SIGNATURE_STATES).map((one) => {
    const within = filterCondition({ campaignId, filter: { state: one, from: filter.from, to: filter.to } });
    return sql`(select ${SCANNED_COLUMNS} from signatures where ${within} and ${isPastCursor(page)}
      order by ${order} limit ${cap})`;
  });
  return {
    rows: sql`select * from (${sql.join(scans, sql` union all `)}) signatures order by ${order} limit ${cap}`,
    order,
    cap,
  };
}

function bySigningTime({ before }: SignaturePage): SQL {
  return before
    ? sql`signatures.signed_at, signatures.id`
    : sql`signatures.signed_at desc, signatures.id desc`;
}

/** The keyset condition of the page's cursor. */
function isPastCursor({ after, before }: SignaturePage): SQL {
  const at = (place: SignatureCursor) => sql`(${place.at}::timestamptz, ${place.id}::uuid)`;
  if (before) return sql`(signatures.signed_at, signatures.id) > ${at(before)}`;
  return after ? sql`(signatures.signed_at, signatures.id) < ${at(after)}` : sql`true`;
}

function scanByName(page: SignaturePage, name: string): Scan {
  const order = bySigningTime(page);
  return {
    // Without the campaign, which the index knows: the planner must not choose another one.
    rows: sql`select ${SCANNED_COLUMNS} from signatures
      where ${isNamed(page.campaignId, name)} and ${isPastCursor(page)} order by ${order} limit ${OVER_MAX_NAMESAKES}`,
    order,
    cap: OVER_MAX_NAMESAKES,
  };
}

/** Scans the signatures of at most `MAX_PEOPLE` supporters. */
function scanBySupporter(page: SignaturePage, who: SQL): Scan {
  const order = bySigningTime(page);
  return {
    // The limits only force the planner to start from the supporters.
    rows: sql`select ${SCANNED_COLUMNS}
      from (select ${supporters.id} from ${supporters} where ${who} order by ${supporters.id} limit ${OVER_MAX_PEOPLE}) people
      cross join lateral (
        select * from signatures where supporter_id = people.id and campaign_id = ${page.campaignId} limit 1
      ) signatures
      where ${isPastCursor(page)} order by ${order}`,
    order,
    cap: MAX_SCANNED,
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
