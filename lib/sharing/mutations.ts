import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { shareLinks, shareVisits } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { newId, newShareCode } from "@/lib/ids";

/**
 * A signer's own link, made once: asking again gives the same code. It leads to the article in which they signed, if it was in one;
 * `parentId` is the link through which they came.
 */
export async function openOwnLink(
  tx: Transaction,
  link: {
    signatureId: string;
    campaignId: string;
    articleId: string | null;
    parentId: string | null;
    locale: Locale;
  },
): Promise<string> {
  const [own] = await tx
    .insert(shareLinks)
    .values({
      id: newId(),
      code: newShareCode(),
      campaignId: link.campaignId,
      articleId: link.articleId,
      ownerSignatureId: link.signatureId,
      parentId: link.parentId,
      depth: depthBelow(link.parentId),
      locale: link.locale,
    })
    .onConflictDoUpdate({
      target: shareLinks.ownerSignatureId,
      // Its own value: it returns the row that is there. Not a key column: that would lock out whoever points to the link.
      set: { channel: sql`${shareLinks.channel}` },
    })
    .returning({ code: shareLinks.code });
  if (!own) throw new Error("a share link was neither made nor found");
  return own.code;
}

/** One more than the link above has. */
function depthBelow(parentId: string | null) {
  if (!parentId) return 0;
  return sql<number>`(select parent.depth + 1 from ${shareLinks} parent where parent.id = ${parentId}::uuid)`;
}

/** Counts one visit through a link, on the day (UTC) of `now`. */
export async function recordVisit(db: Database, visit: { shareLinkId: string; now: Date }) {
  return db
    .insert(shareVisits)
    .values({ shareLinkId: visit.shareLinkId, visitedOn: visit.now.toISOString().slice(0, 10), visits: 1 })
    .onConflictDoUpdate({
      target: [shareVisits.shareLinkId, shareVisits.visitedOn, shareVisits.channel],
      set: { visits: sql`${shareVisits.visits} + 1` },
    });
}
