import { and, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { articleCampaigns, articles, campaignCounts, campaigns, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { campaignState } from "./rules";

const isPublished = lte(campaigns.publishedAt, sql`now()`);

/** The exact number of confirmed signatures. */
const count = sql<number>`(select coalesce(sum(${campaignCounts.confirmed}), 0)::int from ${campaignCounts}
  where ${campaignCounts.campaignId} = ${campaigns.id})`;

/** The newest published words of a campaign, in the reader's language if there are any, else in its own. */
function currentText(db: Database, locale: Locale) {
  return db
    .select()
    .from(petitionTexts)
    .where(and(eq(petitionTexts.campaignId, campaigns.id), lte(petitionTexts.publishedAt, sql`now()`)))
    .orderBy(
      desc(sql`${petitionTexts.locale} = ${locale}`),
      desc(sql`${petitionTexts.locale} = ${campaigns.locale}`),
      desc(petitionTexts.publishedAt),
    )
    .limit(1)
    .as("words");
}

function selectCampaigns(db: Database, locale: Locale) {
  const words = currentText(db, locale);
  const successor = alias(campaigns, "successor");
  return db
    .select({
      id: campaigns.id,
      slug: campaigns.slug,
      textId: words.id,
      locale: words.locale,
      title: words.title,
      target: words.target,
      summary: words.summary,
      ask: words.ask,
      sha256: words.sha256,
      textPublishedAt: words.publishedAt,
      goal: campaigns.goal,
      signatures: count,
      opensAt: campaigns.opensAt,
      closesAt: campaigns.closesAt,
      closedAt: campaigns.closedAt,
      wonAt: campaigns.wonAt,
      outcome: campaigns.outcome,
      publishedAt: sql<Date>`${campaigns.publishedAt}`.mapWith(campaigns.publishedAt),
      successorId: campaigns.successorId,
      successorSlug: successor.slug,
    })
    .from(campaigns)
    .innerJoinLateral(words, sql`true`)
    .leftJoin(successor, eq(successor.id, campaigns.successorId))
    .$dynamic();
}

function asCampaign(row: Awaited<ReturnType<typeof selectCampaigns>>[number], locale: Locale) {
  const { outcome, ...campaign } = row;
  const state = campaignState(row, new Date());
  return { ...campaign, state, outcome: outcome?.[locale] ?? outcome?.[row.locale] ?? null };
}

export type Campaign = ReturnType<typeof asCampaign>;

/** A campaign the public may see, in a language as far as it is translated (`locale` says which words these are), or null. */
export async function getPublishedCampaign(db: Database, { slug, locale }: { slug: string; locale: Locale }) {
  const [row] = await selectCampaigns(db, locale).where(and(eq(campaigns.slug, slug), isPublished));
  return row ? asCampaign(row, locale) : null;
}

/** The newest campaigns that the public may see. */
export async function listPublishedCampaigns(
  db: Database,
  { locale, limit }: { locale: Locale; limit: number },
) {
  const rows = await selectCampaigns(db, locale)
    .where(isPublished)
    .orderBy(desc(campaigns.publishedAt))
    .limit(limit);
  return rows.map((row) => asCampaign(row, locale));
}

/** Those of some campaigns that the public may see. */
export async function listCampaignsBySlug(
  db: Database,
  { locale, slugs }: { locale: Locale; slugs: string[] },
) {
  if (slugs.length === 0) return [];
  const rows = await selectCampaigns(db, locale).where(and(inArray(campaigns.slug, slugs), isPublished));
  return rows.map((row) => asCampaign(row, locale));
}

/** The campaign that an article is paired with first: its end module and its bar. */
export async function getPrimaryCampaign(
  db: Database,
  { articleId, locale }: { articleId: string; locale: Locale },
) {
  const [row] = await selectCampaigns(db, locale)
    .innerJoin(articleCampaigns, eq(articleCampaigns.campaignId, campaigns.id))
    .where(and(eq(articleCampaigns.articleId, articleId), articleCampaigns.primary, isPublished));
  return row ? asCampaign(row, locale) : null;
}

/** The exact count of a published campaign and its goal, or null. One small read, made to be asked often. */
export async function getCount(db: Database, slug: string) {
  const [row] = await db
    .select({ signatures: count, goal: campaigns.goal })
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), isPublished));
  return row ?? null;
}

/** The published articles that carry a campaign, newest first. */
export async function listArticlesCarrying(
  db: Database,
  { campaignSlug, limit }: { campaignSlug: string; limit: number },
) {
  return db
    .select({ slug: articles.slug, locale: articles.locale, title: articles.title, dek: articles.dek })
    .from(articleCampaigns)
    .innerJoin(articles, eq(articles.id, articleCampaigns.articleId))
    .innerJoin(campaigns, eq(campaigns.id, articleCampaigns.campaignId))
    .where(and(eq(campaigns.slug, campaignSlug), lte(articles.publishedAt, sql`now()`)))
    .orderBy(desc(articles.publishedAt))
    .limit(limit);
}

/** Every published campaign's address and age, for the sitemap. */
export async function listCampaignAddresses(db: Database, { limit }: { limit: number }) {
  return db
    .select({ slug: campaigns.slug, publishedAt: campaigns.publishedAt })
    .from(campaigns)
    .where(isPublished)
    .orderBy(desc(campaigns.publishedAt))
    .limit(limit);
}
