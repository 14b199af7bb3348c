import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { commentReviews, signatures } from "@/db/schema";
import { shownName } from "../rules";
import type { Shelf } from "./input";

const isWaiting = and(isNull(commentReviews.approvedAt), isNull(commentReviews.declinedAt));
/** What was withdrawn or set aside is nobody's to decide about, and nobody's to read. */
const stands = and(
  isNotNull(signatures.confirmedAt),
  isNull(signatures.withdrawnAt),
  isNull(signatures.quarantinedAt),
);

const { waitingSince, approvedAt, declinedAt, signatureId } = commentReviews;
const ON_SHELF = {
  waiting: { is: isWaiting, at: sql`${waitingSince}` },
  approved: { is: isNotNull(approvedAt), at: sql`${approvedAt}` },
  declined: { is: isNotNull(declinedAt), at: sql`${declinedAt}` },
} satisfies Record<Shelf, { is: SQL | undefined; at: SQL }>;

/**
 * The comments of a campaign on one shelf. The decided ones come the latest first, after the one with the id `after`; the
 * waiting ones the longest waiting first, so that new ones come in at the end and nothing moves while one decides.
 */
export async function listComments(
  db: Database,
  { campaignId, shelf, after, limit }: { campaignId: string; shelf: Shelf; after?: string; limit: number },
) {
  const { is, at } = ON_SHELF[shelf];
  const place = sql`(select ${at}, ${signatureId} from ${commentReviews} where ${signatureId} = ${after})`;
  const beyond =
    shelf === "waiting" ? sql`(${at}, ${signatureId}) > ${place}` : sql`(${at}, ${signatureId}) < ${place}`;
  const order = shelf === "waiting" ? [asc(at), asc(signatureId)] : [desc(at), desc(signatureId)];
  const rows = await db
    .select({
      id: signatureId,
      at: at.mapWith(waitingSince),
      comment: signatures.comment,
      name: signatures.name,
      display: signatures.display,
      country: signatures.country,
      locale: signatures.locale,
    })
    .from(commentReviews)
    .innerJoin(signatures, eq(signatures.id, signatureId))
    .where(and(eq(commentReviews.campaignId, campaignId), is, stands, after ? beyond : undefined))
    .orderBy(...order)
    .limit(limit);
  return rows.map(({ display, comment, ...row }) => ({
    ...row,
    comment: comment ?? "",
    shownAs: shownName(row.name, display),
  }));
}

export type ReviewedComment = Awaited<ReturnType<typeof listComments>>[number];

/** Beyond so many it is enough to know that there are more. */
export const MOST_WAITING = 10_000;

/** How many comments wait, up to 10,000 and one more. */
export async function countWaitingComments(db: Database, campaignId: string): Promise<number> {
  const waiting = db
    .select({ id: commentReviews.signatureId })
    .from(commentReviews)
    .where(and(eq(commentReviews.campaignId, campaignId), isWaiting))
    .orderBy(asc(waitingSince))
    .limit(MOST_WAITING + 1)
    .as("waiting");
  return db.$count(waiting);
}

/** What the public reads under a petition: approved comments alone, each named as its signer wants it, the latest approved first. */
export async function listApprovedComments(
  db: Database,
  { campaignId, limit }: { campaignId: string; limit: number },
) {
  const approved = await listComments(db, { campaignId, shelf: "approved", limit });
  return approved.map(({ id, comment, shownAs, country, locale }) => ({
    id,
    comment,
    name: shownAs,
    country,
    locale,
  }));
}
