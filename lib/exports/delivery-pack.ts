import { and, asc, count, desc, eq, inArray, isNotNull, lte, not, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { commentReviews, petitionTexts, signatureState, signatures } from "@/db/schema";
import { displayedName } from "@/lib/signatures/name-reviews";
import { deliveredName } from "@/lib/signatures/public-name";

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

/** Whether the target may receive a name. For those of earlier signatures, `deliveredName` decides. */
const isNamed = sql<boolean>`(${signatures.deliveredAs} = 'name' or (${signatures.deliveredAs} = 'shown' and ${signatures.display} <> 'anonymous'))`;
const isEarlier = sql`(${signatures.deliveredAs} = 'shown' and ${signatures.display} <> 'anonymous')`;

/** Signatures with the same answers to all of this. */
type Sum = { country: string | null; textId: string; isNamed: boolean; count: number };

/** Counts the signatures by country, by petition text, and by whether the target receives their name. */
export function countSignatures(db: Database, counted: Counted): Promise<Sum[]> {
  return withLongTimeout(db, async (tx) => {
    const certain = await tx
      .select({
        country: signatures.country,
        textId: signatures.textId,
        isNamed: sql<boolean>`${signatures.deliveredAs} = 'name'`,
        count: count(),
      })
      .from(signatures)
      .where(and(isCounted(counted), not(isEarlier)))
      .groupBy(sql`1, 2, 3`);
    return [...certain, ...(await countEarlier(tx, counted))];
  });
}

/** Names that are read at once. */
const PAGE_SIZE = 5_000;

/** Counts those whose name is delivered as it is shown in public, by the function that decides whether it is. */
async function countEarlier(tx: Transaction, counted: Counted): Promise<Sum[]> {
  const sums = new Map<string, Sum>();
  let after: { id: string; signedAt: string } | undefined;
  do {
    const rows = await listEarlier(tx, { ...counted, after });
    for (const { country, textId, ...row } of rows) {
      const isNamed = deliveredName(row) !== null;
      const key = `${country} ${textId} ${isNamed}`;
      const sum = sums.get(key) ?? { country, textId, isNamed, count: 0 };
      sums.set(key, { ...sum, count: sum.count + 1 });
    }
    after = rows.length < PAGE_SIZE ? undefined : rows.at(-1);
  } while (after);
  return [...sums.values()];
}

/** Lists a page of them in the order of the index `signatures_by_state`. `signedAt` is a text, because it has microseconds. */
function listEarlier(
  tx: Transaction,
  { after, ...counted }: Counted & { after?: { id: string; signedAt: string } },
) {
  const { id, textId } = signatures;
  const signedAt = sql<string>`${signatures.signedAt}::text`;
  const isNext =
    after && sql`(${signatures.signedAt}, ${id}) > (${after.signedAt}::timestamptz, ${after.id}::uuid)`;
  return tx
    .select({ ...deliveredColumns, id, textId, signedAt })
    .from(signatures)
    .where(and(isCounted(counted), isEarlier, isNext))
    .orderBy(asc(signatures.signedAt), asc(id))
    .limit(PAGE_SIZE);
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

/** Lists the latest `limit` approved comments, with the names and countries that the target receives. */
export async function listDeliveredComments(
  db: Database,
  { limit, ...counted }: Counted & { limit: number },
) {
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
  return rows.map((row) => {
    const name = deliveredName(row);
    const country = name === null ? null : row.country;
    return { name, country, comment: row.comment ?? "", locale: row.locale };
  });
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
