import { and, asc, eq, inArray, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import {
  articles,
  commentReviews,
  consents,
  petitionTexts,
  SIGNATURE_STATES,
  shareLinks,
  signatureState,
  signatures,
  supporters,
} from "@/db/schema";
import { isCancelled } from "@/lib/failures";
import { filterCondition } from "@/lib/signatures/filter-condition";
import { displayedName } from "@/lib/signatures/name-reviews";
import type { SignatureCursor, SignatureFilter } from "@/lib/signatures/signature-filter";

/** The signatures of a file: those of a filter that were signed until `until`. */
export type Wanted = {
  campaignId: string;
  filter: SignatureFilter;
  until: Date;
  /** Only signatures that were also confirmed by then. */
  isCounted?: true;
};

/** In microseconds, as stored. A Date has milliseconds, so a page would repeat or skip a signature. */
const moment = sql<string>`to_char(${signatures.signedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const isWanted = ({ until, isCounted, ...narrowed }: Wanted) =>
  and(
    filterCondition(narrowed),
    lte(signatures.signedAt, until),
    isCounted && lte(signatures.confirmedAt, until),
  );

/**
 * Reads the next `limit` signatures of a campaign in the order of signing, and returns those that match the filter.
 * Pages include the others, so that each takes the same time however few match. A signature never changes its place, so
 * it is read once, whatever happens to it meanwhile.
 */
export async function readPage(
  db: Database,
  { wanted, after, limit }: { wanted: Wanted; after: SignatureCursor | null; limit: number },
) {
  const places = walk(db, { wanted, after, limit });
  const rows = await selectSignatures(db, sql<boolean>`(${isWanted(wanted)})`)
    .innerJoin(places, eq(places.id, signatures.id))
    .orderBy(asc(places.signedAt), asc(places.id));
  const last = rows.at(-1);
  return {
    read: rows.length,
    matches: rows.filter(({ isMatch }) => isMatch),
    last: last ? { at: last.moment, id: last.id } : null,
  };
}

/** Reads signatures by id, in the order of signing. */
export function readSome(db: Database, ids: string[]) {
  return selectSignatures(db, sql<boolean>`true`)
    .where(inArray(signatures.id, ids))
    .orderBy(asc(signatures.signedAt), asc(signatures.id));
}

/** A signature with everything that a file may contain. */
export type ExportedSignature = Awaited<ReturnType<typeof readSome>>[number];

/**
 * Lists the ids of all signatures of a file, in the order of signing. Null if there are more than `limit`, or if they
 * cannot be found in time.
 */
export async function listWanted(
  db: Database,
  { wanted, limit, timeoutMs }: { wanted: Wanted; limit: number; timeoutMs: number },
): Promise<string[] | null> {
  try {
    const found = await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(timeoutMs)}, true)`);
      const some = tx
        .select({ id: signatures.id, signedAt: signatures.signedAt })
        .from(signatures)
        .where(isWanted(wanted))
        .limit(limit + 1)
        .as("some");
      return tx.select({ id: some.id }).from(some).orderBy(asc(some.signedAt), asc(some.id));
    });
    return found.length > limit ? null : found.map(({ id }) => id);
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

/** Counts the signatures that all pages of `readPage` will read. Reads a whole index, which takes seconds. */
export async function countToRead(
  db: Database,
  { wanted, timeoutMs }: { wanted: Wanted; timeoutMs: number },
): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', ${String(timeoutMs)}, true)`);
    return tx.$count(signatures, isWalked(wanted));
  });
}

/** The part of the filter that an index covers. The rest is evaluated for each row. */
function isWalked({ campaignId, filter: { state, from, to }, until }: Wanted) {
  return isWanted({ campaignId, filter: { state, from, to }, until });
}

/**
 * Selects the ids of a page that follows the last one. Merges one index scan per state: `signatures_by_state` is the only index in
 * signing order, which never changes.
 */
function walk(db: Database, { wanted, after, limit }: Parameters<typeof readPage>[1]) {
  const isBeyond: SQL | undefined = after
    ? sql`(${signatures.signedAt}, ${signatures.id}) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : undefined;
  const inState = (state: (typeof SIGNATURE_STATES)[number]) =>
    db
      .select({ id: signatures.id, signedAt: signatures.signedAt })
      .from(signatures)
      .where(and(isWalked({ ...wanted, filter: { ...wanted.filter, state } }), isBeyond))
      .orderBy(asc(signatures.signedAt), asc(signatures.id))
      .limit(limit);
  if (wanted.filter.state) return inState(wanted.filter.state).as("places");
  const [first, second, ...others] = SIGNATURE_STATES;
  return unionAll(inState(first), inState(second), ...others.map(inState))
    .orderBy(sql`2, 1`)
    .limit(limit)
    .as("places");
}

function selectSignatures(db: Database, isMatch: SQL<boolean>) {
  return db
    .select({
      isMatch,
      id: signatures.id,
      moment,
      ...displayedName,
      supporterId: supporters.id,
      emailCipher: supporters.emailCipher,
      country: signatures.country,
      postcode: signatures.postcode,
      comment: signatures.comment,
      isCommentPublic: sql<boolean>`${commentReviews.approvedAt} is not null`,
      deliveredAs: signatures.deliveredAs,
      state: sql<string>`${signatureState(signatures)}`,
      signedAt: signatures.signedAt,
      confirmedAt: signatures.confirmedAt,
      article: articles.slug,
      callout: signatures.callout,
      channel: signatures.channel,
      shareCode: shareLinks.code,
      textSha256: petitionTexts.sha256,
      textLocale: petitionTexts.locale,
      updates: sql<boolean>`${consents.signatureId} is not null`,
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .leftJoin(articles, eq(articles.id, signatures.articleId))
    .leftJoin(shareLinks, eq(shareLinks.id, signatures.shareLinkId))
    .leftJoin(consents, and(eq(consents.signatureId, signatures.id), eq(consents.purpose, "updates")))
    .leftJoin(
      commentReviews,
      and(eq(commentReviews.signatureId, signatures.id), isNotNull(commentReviews.approvedAt)),
    )
    .$dynamic();
}
