import { and, asc, eq, lte, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "@/db/client";
import {
  articles,
  consents,
  petitionTexts,
  SIGNATURE_STATES,
  shareLinks,
  signatureState,
  signatures,
  supporters,
} from "@/db/schema";
import type { SignatureCursor, SignatureFilter } from "@/lib/signatures/listing/input";
import { filterCondition } from "@/lib/signatures/listing/queries";
import { readSealedAddress } from "@/lib/supporters/rules";
import { type Cells, UNREADABLE } from "./rules";

/** Which signatures a file holds: those of a filter that were signed no later than `until`. */
export type Wanted = { campaignId: string; filter: SignatureFilter; until: Date };

export type Page = { rows: Cells[]; unreadable: number; last: SignatureCursor | null };

/** To the microsecond, as the database keeps it: JavaScript would round, and a page would repeat or lose somebody. */
const moment = sql<string>`to_char(${signatures.signedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * The next rows of a file in the order of signing, each as it stands now. A signature never changes its place, so that
 * whatever happens to it meanwhile, it is read once.
 */
export async function readRows(
  db: Database,
  { wanted, after, limit }: { wanted: Wanted; after: SignatureCursor | null; limit: number },
): Promise<Page> {
  const rows = await selectCells(db, placesOf(db, { wanted, after, limit }));
  const last = rows.at(-1);
  const cells = rows.map(asCells);
  return {
    rows: cells,
    unreadable: cells.filter(({ email }) => email === UNREADABLE).length,
    last: last ? { at: last.moment, id: last.id } : null,
  };
}

/** How many rows a file will have; at most `limit`, where one is given. */
export async function countRows(
  db: Database | Transaction,
  { wanted, limit }: { wanted: Wanted; limit?: number },
): Promise<number> {
  const some = db.select({ id: signatures.id }).from(signatures).where(isWanted(wanted));
  const counted = (limit === undefined ? some : some.limit(limit)).as("counted");
  return db.$count(counted);
}

function isWanted({ until, ...narrowed }: Wanted) {
  return and(filterCondition(narrowed), lte(signatures.signedAt, until));
}

/**
 * The ids of a page. Each state is read along `signatures_by_state`, from where the last page ended, and then they are
 * merged: no other index keeps a whole campaign in an order that stays.
 */
function placesOf(db: Database, { wanted, after, limit }: Parameters<typeof readRows>[1]) {
  const states = wanted.filter.state ? [wanted.filter.state] : SIGNATURE_STATES;
  const isBeyond = after
    ? sql`(${signatures.signedAt}, ${signatures.id}) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : undefined;
  const [first, ...others] = states.map((state) =>
    db
      .select({ id: signatures.id, signedAt: signatures.signedAt })
      .from(signatures)
      .where(and(isWanted({ ...wanted, filter: { ...wanted.filter, state } }), isBeyond))
      .orderBy(asc(signatures.signedAt), asc(signatures.id))
      .limit(limit),
  );
  const [second, ...rest] = others;
  if (!first) throw new Error("a signature has at least one state");
  return (second ? unionAll(first, second, ...rest) : first)
    .orderBy(sql`2, 1`)
    .limit(limit)
    .as("places");
}

function selectCells(db: Database, places: ReturnType<typeof placesOf>) {
  return db
    .select({
      id: signatures.id,
      moment,
      name: signatures.name,
      supporterId: supporters.id,
      emailCipher: supporters.emailCipher,
      country: signatures.country,
      postcode: signatures.postcode,
      comment: signatures.comment,
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
      updates: sql<boolean>`exists (select from ${consents} where ${consents.signatureId} = ${signatures.id} and ${consents.purpose} = 'updates')`,
    })
    .from(places)
    .innerJoin(signatures, eq(signatures.id, places.id))
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .leftJoin(articles, eq(articles.id, signatures.articleId))
    .leftJoin(shareLinks, eq(shareLinks.id, signatures.shareLinkId))
    .orderBy(asc(places.signedAt), asc(places.id));
}

function asCells(row: Awaited<ReturnType<typeof selectCells>>[number]): Cells {
  return {
    name: row.name,
    email: readSealedAddress(row.emailCipher, row.supporterId) ?? UNREADABLE,
    country: row.country,
    postcode: row.postcode,
    comment: row.comment,
    display: row.display,
    state: row.state,
    signed_at: row.signedAt.toISOString(),
    confirmed_at: row.confirmedAt?.toISOString() ?? null,
    article: row.article,
    callout: row.callout,
    channel: row.channel,
    share_code: row.shareCode,
    text_sha256: row.textSha256,
    text_locale: row.textLocale,
    updates: row.updates,
  };
}
