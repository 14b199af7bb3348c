import { eq, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { shareLinks } from "@/db/schema";
import { findArticle } from "@/lib/articles/find-article";
import { mac } from "@/lib/crypto";
import type { Locale } from "@/lib/i18n/locales";
import { idFromBytes, newId, newShareCode } from "@/lib/ids";
import type { SqlTag } from "@/lib/sql-tag";

/**
 * Returns the code of a signer's share link, and creates the link on the first call. The link opens the
 * article in which they signed, or else the campaign's page. `parentId` is the share link through which they came.
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
  const [own] = await tx.execute<{ code: string }>(
    signerLinksSql<SQL>(
      sql,
      sql`
        select ${newId()}::uuid as id, ${newShareCode()} as code, ${link.signatureId}::uuid as signature_id,
               ${link.campaignId}::uuid as campaign_id, ${link.articleId}::uuid as article_id, ${link.parentId}::uuid as parent_id,
               ${link.locale} as locale`,
    ),
  );
  if (!own) throw new Error("a share link was neither created nor found");
  return own.code;
}

/**
 * Returns the SQL that creates a share link for each signature of `source`, which has the columns of a new link and
 * `signature_id`, or finds the existing one. Returns `signature_id` and `code`.
 */
export function signerLinksSql<Fragment>(tag: SqlTag<Fragment>, source: Fragment): Fragment {
  // The update changes nothing, but returns the existing row. Not a key column: updating one would block foreign key checks.
  return tag`
    insert into share_links (id, code, campaign_id, article_id, owner_signature_id, parent_id, depth, locale)
    select id, code, campaign_id, article_id, signature_id, parent_id,
           coalesce((select parent.depth + 1 from share_links parent where parent.id = source.parent_id), 0), locale
    from (${source}) source
    on conflict (owner_signature_id) do update set channel = share_links.channel
    returning owner_signature_id as signature_id, code`;
}

/** The page to share (slugs), the code of the link through which the reader came, and an idempotency key. */
type ReaderLinkRequest = {
  article?: string;
  campaign?: string;
  locale: Locale;
  via?: string;
  key?: string;
};

/**
 * Returns a link for a reader who has not signed, to a published article or a campaign. An article's link also belongs to the
 * article's primary campaign. Its parent is the link through which the reader came, if any. The same key returns the same link.
 */
export async function getOrCreateReaderLink(
  db: Database,
  request: ReaderLinkRequest,
): Promise<{ outcome: "ready"; code: string } | { outcome: "unknown" }> {
  const target = await findTarget(db, request);
  if (!target) return { outcome: "unknown" };
  const id = request.key ? keyedId([request.key, ...Object.values(target), request.locale]) : newId();
  await db
    .insert(shareLinks)
    .values({
      id,
      code: newShareCode(),
      ...target,
      depth: depthBelow(target.parentId),
      locale: request.locale,
    })
    .onConflictDoNothing({ target: shareLinks.id });
  const [link] = await db.select({ code: shareLinks.code }).from(shareLinks).where(eq(shareLinks.id, id));
  if (!link) throw new Error("a share link was neither created nor found");
  return { outcome: "ready", code: link.code };
}

/** Returns the ids of the article, the campaign and the parent link. Null if the article or campaign does not exist. */
async function findTarget(db: Database, { article, campaign, locale, via }: ReaderLinkRequest) {
  const [target] = await db.execute<{
    articleId: string | null;
    campaignId: string | null;
    parentId: string | null;
  }>(sql`
    select article.id as "articleId", coalesce(main.campaign_id, campaign.id) as "campaignId", parent.id as "parentId"
    from (values (1)) request
    left join lateral (${findArticle<SQL>(sql, { slug: article ?? null, locale })}) article on true
    left join article_campaigns main on main.article_id = article.id and main.is_primary
    left join campaigns campaign on campaign.slug = ${campaign ?? null} and campaign.published_at <= now()
    left join share_links parent on parent.code = ${via ?? null}
    where (${article ?? null}::text is null or article.id is not null)
      and (${campaign ?? null}::text is null or campaign.id is not null)
      and (article.id is not null or campaign.id is not null)`);
  return target ?? null;
}

/** Derives an id (UUIDv8, RFC 9562) from its inputs. It cannot be computed without our secret. */
function keyedId(parts: (string | null)[]): string {
  const bytes = mac("reader-link", JSON.stringify(parts)).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return idFromBytes(bytes);
}

/** SQL for the depth of a new link: its parent's plus one. */
function depthBelow(parentId: string | null) {
  if (!parentId) return 0;
  return sql<number>`(select parent.depth + 1 from ${shareLinks} parent where parent.id = ${parentId}::uuid)`;
}

/** Returns the code of a signer's share link. Null until they have confirmed. */
export async function getSignerLinkCode(db: Database, signatureId: string): Promise<string | null> {
  const [own] = await db
    .select({ code: shareLinks.code })
    .from(shareLinks)
    .where(eq(shareLinks.ownerSignatureId, signatureId));
  return own?.code ?? null;
}
