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
import type { SignatureCursor, SignatureFilter } from "@/lib/signatures/signature-filter";

/** Which signatures a file holds: those of a filter that were signed no later than `until`. */
export type Wanted = {
  campaignId: string;
  filter: SignatureFilter;
  until: Date;
  /** Only what was confirmed by then, too. */
  isCounted?: true;
};

/** To the microsecond, as the database keeps it: JavaScript would round, and a page would repeat or lose somebody. */
const moment = sql<string>`to_char(${signatures.signedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const isWanted = ({ until, isCounted, ...narrowed }: Wanted) =>
  and(
    filterCondition(narrowed),
    lte(signatures.signedAt, until),
    isCounted && lte(signatures.confirmedAt, until),
  );

/**
 * The next so many signatures of a campaign in the order of signing, each as it stands now and whether it is meant. Those
 * that are not are looked at too, so that a page takes the same time however few are meant. A signature never changes
 * its place: whatever happens to it meanwhile, it is read once.
 */
export async function readPage(
  db: Database,
  { wanted, after, limit }: { wanted: Wanted; after: SignatureCursor | null; limit: number },
) {
  const places = walk(db, { wanted, after, limit });
  const rows = await selectTold(db, sql<boolean>`(${isWanted(wanted)})`)
    .innerJoin(places, eq(places.id, signatures.id))
    .orderBy(asc(places.signedAt), asc(places.id));
  const last = rows.at(-1);
  return {
    read: rows.length,
    told: rows.filter(({ isMeant }) => isMeant),
    last: last ? { at: last.moment, id: last.id } : null,
  };
}

/** Some signatures in full, in the order of signing. */
export function readSome(db: Database, ids: string[]) {
  return selectTold(db, sql<boolean>`true`)
    .where(inArray(signatures.id, ids))
    .orderBy(asc(signatures.signedAt), asc(signatures.id));
}

/** One signature with everything that a file may tell of it. */
export type ExportedSignature = Awaited<ReturnType<typeof readSome>>[number];

/**
 * The ids of all signatures that are wanted, in the order of signing; null when they are more than `limit`, or cannot be
 * found in time.
 */
export async function listWanted(
  db: Database,
  { wanted, limit, withinMs }: { wanted: Wanted; limit: number; withinMs: number },
): Promise<string[] | null> {
  try {
    const found = await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(withinMs)}, true)`);
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

/** How many signatures `readPage` will look at, all pages together. Reads an index from end to end: a matter of seconds. */
export async function countToRead(
  db: Database,
  { wanted, withinMs }: { wanted: Wanted; withinMs: number },
): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', ${String(withinMs)}, true)`);
    return tx.$count(signatures, isWalked(wanted));
  });
}

/** What is walked along an index; what else a filter says is looked up for each. */
function isWalked({ campaignId, filter: { state, from, to }, until }: Wanted) {
  return isWanted({ campaignId, filter: { state, from, to }, until });
}

/**
 * The ids of a page. Each state is read along `signatures_by_state`, from where the last page ended, and then they are
 * merged: no other index keeps a whole campaign in an order that stays.
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

function selectTold(db: Database, isMeant: SQL<boolean>) {
  return db
    .select({
      isMeant,
      id: signatures.id,
      moment,
      name: signatures.name,
      supporterId: supporters.id,
      emailCipher: supporters.emailCipher,
      country: signatures.country,
      postcode: signatures.postcode,
      comment: signatures.comment,
      isCommentPublic: sql<boolean>`${commentReviews.approvedAt} is not null`,
      display: signatures.display,
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
