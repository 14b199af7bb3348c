import { and, asc, count, desc, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { commentReviews, petitionTexts, signatureState, signatures } from "@/db/schema";
import { deliveredName } from "@/lib/signatures/display";
import { displayedName } from "@/lib/signatures/name-reviews";

/** The signatures of a delivery pack: those that are confirmed now and were when it was requested. */
type Counted = { campaignId: string; until: Date };

/** Longer than other statements may take, because counting reads every signature of a campaign. */
const COUNT_TIMEOUT_MS = 120_000;

const deliveredColumns = {
  ...displayedName,
  deliveredAs: signatures.deliveredAs,
  country: signatures.country,
};

function isCounted({ campaignId, until }: Counted) {
  return and(
    eq(signatures.campaignId, campaignId),
    sql`${signatureState(signatures)} = 'confirmed'`,
    lte(signatures.confirmedAt, until),
  );
}

/** Whether the target receives a name: `deliveredName` in SQL. */
const isNamed = sql<boolean>`(${signatures.deliveredAs} = 'name' or (${signatures.deliveredAs} = 'shown' and ${signatures.display} <> 'anonymous'))`;

/** Counts the signatures by country, by petition text, and by whether the target receives their name. */
export function countSignatures(db: Database, counted: Counted) {
  return withLongTimeout(db, (tx) =>
    tx
      .select({
        country: signatures.country,
        textId: signatures.textId,
        isNamed,
        count: count(),
      })
      .from(signatures)
      .where(isCounted(counted))
      .groupBy(sql`1, 2, 3`),
  );
}

/** Lists the first `limit` names that the target receives, in the order of signing. */
export async function listDeliveredNames(db: Database, { limit, ...counted }: Counted & { limit: number }) {
  const rows = await withLongTimeout(db, (tx) =>
    tx
      .select(deliveredColumns)
      .from(signatures)
      .where(and(isCounted(counted), isNamed))
      .orderBy(asc(signatures.signedAt), asc(signatures.id))
      .limit(limit),
  );
  return rows.flatMap((row) => {
    const name = deliveredName(row);
    return name === null ? [] : { name, country: row.country };
  });
}

/** Lists the latest `limit` approved comments, with the names that the target receives. */
export async function listApprovedComments(db: Database, { limit, ...counted }: Counted & { limit: number }) {
  const rows = await withLongTimeout(db, (tx) =>
    tx
      .select({ ...deliveredColumns, comment: signatures.comment, locale: signatures.locale })
      .from(commentReviews)
      .innerJoin(signatures, eq(signatures.id, commentReviews.signatureId))
      .where(
        and(
          eq(commentReviews.campaignId, counted.campaignId),
          isNotNull(commentReviews.approvedAt),
          isCounted(counted),
        ),
      )
      .orderBy(desc(commentReviews.approvedAt))
      .limit(limit),
  );
  return rows.map((row) => ({
    name: deliveredName(row),
    country: row.country,
    comment: row.comment ?? "",
    locale: row.locale,
  }));
}

/** Lists petition texts by id. */
export function listTexts(db: Database, ids: string[]) {
  return db
    .select({
      id: petitionTexts.id,
      locale: petitionTexts.locale,
      title: petitionTexts.title,
      target: petitionTexts.target,
      summary: petitionTexts.summary,
      ask: petitionTexts.ask,
      sha256: petitionTexts.sha256,
      publishedAt: petitionTexts.publishedAt,
    })
    .from(petitionTexts)
    .where(inArray(petitionTexts.id, ids));
}

function withLongTimeout<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', ${String(COUNT_TIMEOUT_MS)}, true)`);
    return read(tx);
  });
}
