import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { shareLinks } from "@/db/schema";
import { mac } from "@/lib/crypto";
import type { Locale } from "@/lib/i18n/locales";
import { idFromBytes, newId, newShareCode } from "@/lib/ids";

/**
 * Returns the code of the signer's own link and creates it if there is none; a second call returns the same code. The link
 * leads to the article in which they signed, if any. `parentId` is the link through which they came.
 */
export async function getOrCreateSignerLink(
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

/** What a reader passes on, and where they came from: slugs, the code of the link that led them here, and a key that a client sends again when it asks again. */
export type ReaderLinkRequest = {
  article?: string;
  campaign?: string;
  locale: Locale;
  via?: string;
  key?: string;
};

/**
 * Returns a link for a reader who has not signed, to a published article or a campaign. An article's link also belongs to the
 * article's primary campaign. Its parent is the link through which the reader came, if any. The same key gives the same link.
 */
export async function getOrCreateReaderLink(
  db: Database,
  asked: ReaderLinkRequest,
): Promise<{ outcome: "opened"; code: string } | { outcome: "unknown" }> {
  const place = await findTarget(db, asked);
  if (!place) return { outcome: "unknown" };
  const id = asked.key ? keyedId([asked.key, ...Object.values(place), asked.locale]) : newId();
  await db
    .insert(shareLinks)
    .values({
      id,
      code: newShareCode(),
      ...place,
      depth: depthBelow(place.parentId),
      locale: asked.locale,
    })
    .onConflictDoNothing({ target: shareLinks.id });
  const [link] = await db.select({ code: shareLinks.code }).from(shareLinks).where(eq(shareLinks.id, id));
  if (!link) throw new Error("a share link was neither made nor found");
  return { outcome: "opened", code: link.code };
}

/** Ids of what is passed on, and of the link above; null when there is no such article or campaign. */
async function findTarget(db: Database, { article, campaign, locale, via }: ReaderLinkRequest) {
  const [place] = await db.execute<{
    articleId: string | null;
    campaignId: string | null;
    parentId: string | null;
  }>(sql`
    select article.id as "articleId", coalesce(carried.campaign_id, campaign.id) as "campaignId", parent.id as "parentId"
    from (values (1)) asked
    left join lateral (${findArticle({ article, locale })}) article on true
    left join article_campaigns carried on carried.article_id = article.id and carried.is_primary
    left join campaigns campaign on campaign.slug = ${campaign ?? null} and campaign.published_at <= now()
    left join share_links parent on parent.code = ${via ?? null}
    where (${article ?? null}::text is null or article.id is not null)
      and (${campaign ?? null}::text is null or campaign.id is not null)
      and (article.id is not null or campaign.id is not null)`);
  return place ?? null;
}

/** The article of that slug, in that language if there is one; a page from before it moved still says the former slug. */
function findArticle({ article = "", locale }: Pick<ReaderLinkRequest, "article" | "locale">) {
  return sql`
    (select id from articles where slug = ${article} and published_at <= now() order by (locale = ${locale}) desc limit 1)
    union all
    (select moved.id from article_slugs former join articles moved on moved.id = former.article_id
     where former.slug = ${article} and moved.published_at <= now() order by (former.locale = ${locale}) desc limit 1)
    limit 1`;
}

/** An id that follows from what it is for (UUIDv8, RFC 9562), and that nobody without our secret can work out. */
function keyedId(parts: (string | null)[]): string {
  const bytes = mac("reader-link", JSON.stringify(parts)).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return idFromBytes(bytes);
}

/** One more than the link above has. */
function depthBelow(parentId: string | null) {
  if (!parentId) return 0;
  return sql<number>`(select parent.depth + 1 from ${shareLinks} parent where parent.id = ${parentId}::uuid)`;
}

/** The code of a signer's own link, or null until they have confirmed. */
export async function getSignerLinkCode(db: Database, signatureId: string): Promise<string | null> {
  const [own] = await db
    .select({ code: shareLinks.code })
    .from(shareLinks)
    .where(eq(shareLinks.ownerSignatureId, signatureId));
  return own?.code ?? null;
}
