import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articles, shareLinks, shareVisits } from "@/db/schema";
import { countedSignatures, sumOf } from "../queries";

/** Which campaign's origins, and how many of the strongest. */
export type OriginsOf = { campaignId: string; limit: number };

/** The articles that brought a campaign its signatures; null is every signature from outside an article. */
export async function listArticleOrigins(db: Database, { campaignId, limit }: OriginsOf) {
  const counted = countedSignatures(db);
  const strongest = db
    .select({ articleId: counted.articleId, confirmed: sumOf(counted).as("total") })
    .from(counted)
    .where(eq(counted.campaignId, campaignId))
    .groupBy(counted.articleId)
    .orderBy(desc(sql`total`))
    .limit(limit)
    .as("strongest");
  return db
    .select({
      slug: articles.slug,
      locale: articles.locale,
      title: articles.title,
      confirmed: strongest.confirmed,
    })
    .from(strongest)
    .leftJoin(articles, eq(articles.id, strongest.articleId))
    .orderBy(desc(strongest.confirmed));
}

/** The call-outs, each in its article, that brought a campaign its signatures. */
export async function listCalloutOrigins(db: Database, { campaignId, limit }: OriginsOf) {
  const counted = countedSignatures(db);
  const strongest = db
    .select({
      articleId: counted.articleId,
      callout: counted.callout,
      confirmed: sumOf(counted).as("total"),
    })
    .from(counted)
    .where(eq(counted.campaignId, campaignId))
    .groupBy(counted.articleId, counted.callout)
    .orderBy(desc(sql`total`))
    .limit(limit)
    .as("strongest");
  return db
    .select({ callout: strongest.callout, title: articles.title, confirmed: strongest.confirmed })
    .from(strongest)
    .leftJoin(articles, eq(articles.id, strongest.articleId))
    .orderBy(desc(strongest.confirmed));
}

/** The share links that brought a campaign its signatures, and how often each was opened; null is every signature without one. */
export async function listShareLinkOrigins(db: Database, { campaignId, limit }: OriginsOf) {
  const counted = countedSignatures(db);
  const strongest = db
    .select({ shareLinkId: counted.shareLinkId, confirmed: sumOf(counted).as("total") })
    .from(counted)
    .where(eq(counted.campaignId, campaignId))
    .groupBy(counted.shareLinkId)
    .orderBy(desc(sql`total`))
    .limit(limit)
    .as("strongest");
  const visits = sql<number>`(select coalesce(sum(${shareVisits.visits}), 0) from ${shareVisits}
    where ${shareVisits.shareLinkId} = ${strongest.shareLinkId})`.mapWith(Number);
  return db
    .select({
      code: shareLinks.code,
      bySigner: sql<boolean>`${shareLinks.ownerSignatureId} is not null`,
      visits,
      confirmed: strongest.confirmed,
    })
    .from(strongest)
    .leftJoin(shareLinks, eq(shareLinks.id, strongest.shareLinkId))
    .orderBy(desc(strongest.confirmed));
}

/** The channels through which a campaign's signatures came. */
export async function listChannelOrigins(db: Database, { campaignId, limit }: OriginsOf) {
  const counted = countedSignatures(db);
  const confirmed = sumOf(counted);
  return db
    .select({ channel: counted.channel, confirmed })
    .from(counted)
    .where(eq(counted.campaignId, campaignId))
    .groupBy(counted.channel)
    .orderBy(desc(confirmed))
    .limit(limit);
}

/** The countries that a campaign's signers gave. */
export async function listCountryOrigins(db: Database, { campaignId, limit }: OriginsOf) {
  const counted = countedSignatures(db);
  const confirmed = sumOf(counted);
  return db
    .select({ country: counted.country, confirmed })
    .from(counted)
    .where(eq(counted.campaignId, campaignId))
    .groupBy(counted.country)
    .orderBy(desc(confirmed))
    .limit(limit);
}
