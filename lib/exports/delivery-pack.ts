import { and, asc, count, desc, eq, inArray, isNotNull, lte, ne, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { commentReviews, petitionTexts, signatureState, signatures } from "@/db/schema";
import { shownName } from "@/lib/signatures/display";

/** The signatures that a delivery pack counts: those confirmed by the time it was asked for that still stand. */
export type Counted = { campaignId: string; until: Date };

/** Adding up reads every signature of a campaign: longer than other statements may take. */
const ADD_UP_WITHIN_MS = 120_000;

function isCounted({ campaignId, until }: Counted) {
  return and(
    eq(signatures.campaignId, campaignId),
    sql`${signatureState(signatures)} = 'confirmed'`,
    lte(signatures.confirmedAt, until),
  );
}

/** How many signatures there are by country, by the words that were signed, and by whether a name is shown. */
export function countSignatures(db: Database, counted: Counted) {
  return patiently(db, (tx) =>
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

/** The first so many names that may be shown, as their signers show them, in the order of signing. */
export async function listPublicNames(db: Database, { limit, ...counted }: Counted & { limit: number }) {
  const rows = await patiently(db, (tx) =>
    tx
      .select({ name: signatures.name, display: signatures.display, country: signatures.country })
      .from(signatures)
      .where(and(isCounted(counted), ne(signatures.display, "anonymous")))
      .orderBy(asc(signatures.signedAt), asc(signatures.id))
      .limit(limit),
  );
  return rows.map(({ name, display, country }) => ({ name: shownName(name, display) ?? "", country }));
}

/** The latest so many approved comments, each under the name that its signer shows. */
export async function listPublicComments(db: Database, { limit, ...counted }: Counted & { limit: number }) {
  const rows = await patiently(db, (tx) =>
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

/** Some petition texts, word for word. */
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

function patiently<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', ${String(ADD_UP_WITHIN_MS)}, true)`);
    return read(tx);
  });
}
