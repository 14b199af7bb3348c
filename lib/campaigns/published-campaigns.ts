import { and, desc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { articleCampaigns, articles, campaignCounts, campaigns, images, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { campaignState, successorOf } from "./campaign-status";

/** A campaign in more articles than this is refreshed in the rest of them within a minute, by their own age. */
const MOST_PLACES = 2_000;

const isPublished = lte(campaigns.publishedAt, sql`now()`);

/** The exact number of confirmed signatures. */
const count = sql<number>`(select coalesce(sum(${campaignCounts.confirmed}), 0)::int from ${campaignCounts}
  where ${campaignCounts.campaignId} = ${campaigns.id})`;

/** When its words or its state last changed for the public; the count does not matter here. */
const lastChange = sql<Date>`greatest(${campaigns.publishedAt},
  case when ${campaigns.opensAt} <= now() then ${campaigns.opensAt} end,
  case when ${campaigns.closesAt} <= now() then ${campaigns.closesAt} end, ${campaigns.closedAt}, ${campaigns.wonAt},
  (select max(words.published_at) from ${petitionTexts} words
    where words.campaign_id = ${campaigns.id} and words.published_at <= now()))`.mapWith(
  campaigns.publishedAt,
);

/** Which words to read a campaign in: those that are published, or, for a preview, what they would become. */
export type Edition = "published" | "drafted";

/** The newest words of a campaign, in the reader's language if there are any, else in its own. */
function currentText(db: Database, locale: Locale, edition: Edition) {
  const readable = edition === "published" ? lte(petitionTexts.publishedAt, sql`now()`) : sql`true`;
  return db
    .select()
    .from(petitionTexts)
    .where(and(eq(petitionTexts.campaignId, campaigns.id), readable))
    .orderBy(
      desc(sql`${petitionTexts.locale} = ${locale}`),
      desc(sql`${petitionTexts.locale} = ${campaigns.locale}`),
      sql`${petitionTexts.publishedAt} desc nulls first`,
    )
    .limit(1)
    .as("words");
}

/** Campaigns with their words, count and successor's address, published or not: the caller says which. */
export function selectCampaigns(db: Database, locale: Locale, edition: Edition = "published") {
  const words = currentText(db, locale, edition);
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
      nextSteps: campaigns.nextSteps,
      cover: { id: images.id, width: images.width, height: images.height },
      coverAlt: campaigns.coverAlt,
      publishedAt: sql<Date>`${campaigns.publishedAt}`.mapWith(campaigns.publishedAt),
      successorId: campaigns.successorId,
      successorSlug: successor.slug,
    })
    .from(campaigns)
    .innerJoinLateral(words, sql`true`)
    .leftJoin(successor, eq(successor.id, campaigns.successorId))
    .leftJoin(images, eq(images.id, campaigns.coverId))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof selectCampaigns>>[number];

/** A campaign as its readers meet it: in one language, in its present state. */
export function asCampaign(row: Row, locale: Locale) {
  const { outcome, nextSteps, coverAlt, cover, ...campaign } = row;
  const inWords = (texts: Partial<Record<string, string>> | null) =>
    texts?.[locale] ?? texts?.[row.locale] ?? null;
  return {
    ...campaign,
    state: campaignState(row, new Date()),
    outcome: inWords(outcome),
    nextSteps: inWords(nextSteps),
    cover: cover && { ...cover, alt: inWords(coverAlt) ?? "" },
  };
}

export type Campaign = ReturnType<typeof asCampaign>;

/** A campaign with the one that carries it on, if one does: what a call-out shows in its place. */
export type CarriedCampaign = Campaign & { carriedOnBy: Campaign | null };

/** A campaign the public may see, in a language as far as it is translated (`locale` says which words these are), or null. */
export async function getPublishedCampaign(db: Database, { slug, locale }: { slug: string; locale: Locale }) {
  const [row] = await selectCampaigns(db, locale).where(and(eq(campaigns.slug, slug), isPublished));
  return row ? asCampaign(row, locale) : null;
}

/**
 * The newest campaigns that the public may see, or only those that articles with one of some topics carry; what was archived
 * has left the list.
 */
export async function listPublishedCampaigns(
  db: Database,
  { locale, topics, limit }: { locale: Locale; topics?: string[]; limit: number },
) {
  const carrying = db
    .select({ id: articleCampaigns.campaignId })
    .from(articleCampaigns)
    .innerJoin(articles, eq(articles.id, articleCampaigns.articleId))
    .where(
      and(
        eq(articles.locale, locale),
        lte(articles.publishedAt, sql`now()`),
        topics && inArray(articles.topic, topics),
      ),
    );
  const rows = await selectCampaigns(db, locale)
    .where(and(isPublished, isNull(campaigns.archivedAt), topics && inArray(campaigns.id, carrying)))
    .orderBy(desc(campaigns.publishedAt))
    .limit(limit);
  return rows.map((row) => asCampaign(row, locale));
}

/** Those of some campaigns that the public may see, each with whatever carries it on. */
export async function listCampaignsBySlug(
  db: Database,
  { locale, slugs }: { locale: Locale; slugs: string[] },
) {
  if (slugs.length === 0) return [];
  const rows = await selectCampaigns(db, locale).where(and(inArray(campaigns.slug, slugs), isPublished));
  return withSuccessors(db, rows, locale);
}

/** The campaign that an article is paired with first: its end module and its bar. */
export async function getPrimaryCampaign(
  db: Database,
  { articleId, locale }: { articleId: string; locale: Locale },
) {
  const rows = await selectCampaigns(db, locale)
    .innerJoin(articleCampaigns, eq(articleCampaigns.campaignId, campaigns.id))
    .where(and(eq(articleCampaigns.articleId, articleId), articleCampaigns.primary, isPublished));
  const [campaign] = await withSuccessors(db, rows, locale);
  return campaign ?? null;
}

/** Asks for successors only where something was replaced, so that most pages cost no further query. */
async function withSuccessors(db: Database, rows: Row[], locale: Locale): Promise<CarriedCampaign[]> {
  const found = rows.map((row) => asCampaign(row, locale));
  const replaced = found.filter(({ state }) => state === "replaced").map(({ id }) => id);
  const chain = replaced.length > 0 ? await listSuccessors(db, { ids: replaced, locale }) : [];
  return found.map((campaign) => ({ ...campaign, carriedOnBy: successorOf(campaign, chain) }));
}

/** Everything that carries on some campaigns, successors of successors too. `union` ends even a circle. */
async function listSuccessors(db: Database, { ids, locale }: { ids: string[]; locale: Locale }) {
  const chain = sql`(with recursive chain as (
      select id, successor_id from campaigns where ${inArray(sql`id`, ids)}
      union select following.id, following.successor_id from campaigns following join chain on following.id = chain.successor_id
    ) select id from chain)`;
  const rows = await selectCampaigns(db, locale).where(and(sql`${campaigns.id} in ${chain}`, isPublished));
  return rows.map((row) => asCampaign(row, locale));
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
    .select({ slug: campaigns.slug, updatedAt: lastChange })
    .from(campaigns)
    .where(isPublished)
    .orderBy(desc(campaigns.publishedAt))
    .limit(limit);
}

/**
 * Everywhere that a campaign shows: the pages of itself and of those it carries on, and the published articles with a
 * call-out of any of them.
 */
export async function listPlacesShowing(db: Database, slug: string) {
  const rows = await db.execute<{ kind: "campaign" | "article"; slug: string; locale: string }>(sql`
    with recursive shown as (
      select id, slug from campaigns where slug = ${slug}
      union select earlier.id, earlier.slug from campaigns earlier join shown on earlier.successor_id = shown.id
    )
    select 'campaign' as kind, slug, '' as locale from shown
    union
    select 'article', article.slug, article.locale from shown
      join article_campaigns carried on carried.campaign_id = shown.id
      join articles article on article.id = carried.article_id and article.published_at <= now()
    limit ${MOST_PLACES}`);
  return [...rows];
}
