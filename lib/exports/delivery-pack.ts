import { and, asc, count, desc, eq, inArray, isNotNull, lte, ne, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { commentReviews, petitionTexts, signatureState, signatures } from "@/db/schema";
import { shownName } from "@/lib/signatures/display";

/** The signatures of a delivery pack: those that are confirmed now and were when it was requested. */
type Counted = { campaignId: string; until: Date };

/** Longer than other statements may take, because counting reads every signature of a campaign. */
const COUNT_TIMEOUT_MS = 120_000;

function isCounted({ campaignId, until }: Counted) {
  return and(
    eq(signatures.campaignId, campaignId),
    sql`${signatureState(signatures)} = 'confirmed'`,
    lte(signatures.confirmedAt, until),
  );
}

/** Counts the signatures by country, by petition text, and by whether their name is shown. */
export function countSignatures(db: Database, counted: Counted) {
  return withLongTimeout(db, (tx) =>
    tx
      .select({
        country: signatures.country,
        textId: signatures.textId,
        isNamed: sql<boolean>`${signatures.display} <> 'anonymous'`,
        count: count(),
      })
      .from(signatures)
      .where(isCounted(counted))
      .groupBy(sql`1, 2, 3`),
  );
}

/** Lists the first `limit` public names, in the order of signing, as their signers chose to show them. */
export async function listPublicNames(db: Database, { limit, ...counted }: Counted & { limit: number }) {
  const rows = await withLongTimeout(db, (tx) =>
    tx
      .select({ name: signatures.name, display: signatures.display, country: signatures.country })
      .from(signatures)
      .where(and(isCounted(counted), ne(signatures.display, "anonymous")))
      .orderBy(asc(signatures.signedAt), asc(signatures.id))
      .limit(limit),
  );
  return rows.map(({ name, display, country }) => ({ name: shownName(name, display) ?? "", country }));
}

/** Lists the latest `limit` approved comments, with the public names of their signers. */
export async function listPublicComments(db: Database, { limit, ...counted }: Counted & { limit: number }) {
  const rows = await withLongTimeout(db, (tx) =>
    tx
      .select({
        name: signatures.name,
        display: signatures.display,
        country: signatures.country,
        comment: signatures.comment,
      })
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
  return rows.map(({ name, display, country, comment }) => ({
    name: shownName(name, display),
    country,
    comment: comment ?? "",
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
