import { and, desc, eq, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { articleCampaigns, articles, type ConsentTexts, campaigns, images, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { campaignStatus } from "./campaign-status";
import { confirmedCount } from "./confirmed-count";
import { type Audience, currentText } from "./current-text";
import { successorOf, withSuccessorChain } from "./successors";

const isPublished = lte(campaigns.publishedAt, sql`now()`);

/** When the published text or the status last changed. Signatures do not matter here. */
const lastChange = sql<Date>`greatest(${campaigns.publishedAt},
  case when ${campaigns.opensAt} <= now() then ${campaigns.opensAt} end,
  case when ${campaigns.closesAt} <= now() then ${campaigns.closesAt} end, ${campaigns.closedAt}, ${campaigns.wonAt},
  (select max(text.published_at) from ${petitionTexts} text
    where text.campaign_id = ${campaigns.id} and text.published_at <= now()))`.mapWith(campaigns.publishedAt);

/** The newest consent wording of a campaign, else of the site, in the language of the page; null if neither has one. */
const wordingSql = (locale: Locale) => sql<{
  id: string;
  texts: ConsentTexts;
} | null>`(select jsonb_build_object('id', wording.id, 'texts', wording.texts) from consent_wordings wording
  where wording.locale = ${locale} and (wording.campaign_id = ${campaigns.id} or wording.campaign_id is null)
  order by wording.campaign_id is null, wording.version desc limit 1)`;

/** After how many days from the delivery names are deleted; null is never. As `getRetentionRules` and `rulesOfCampaign` say. */
const keptDaysSql = sql<number | null>`nullif(coalesce(${campaigns.retention} -> 'confirmedDays',
  (select value -> 'confirmedDays' from site_settings where key = 'retention')), 'null'::jsonb)::int`;

/** Selects campaigns with their current text, count and successor. The caller filters for published ones. */
export function selectCampaigns(db: Database, locale: Locale, audience: Audience = "public") {
  const text = currentText(db, { locale, audience });
  const successor = alias(campaigns, "successor");
  return db
    .select({
      id: campaigns.id,
      slug: campaigns.slug,
      textId: text.id,
      locale: text.locale,
      title: text.title,
      target: text.target,
      summary: text.summary,
      ask: text.ask,
      sha256: text.sha256,
      textPublishedAt: text.publishedAt,
      goal: campaigns.goal,
      signatures: confirmedCount,
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
      wording: wordingSql(locale),
      keptDays: keptDaysSql,
    })
    .from(campaigns)
    .innerJoinLateral(text, sql`true`)
    .leftJoin(successor, eq(successor.id, campaigns.successorId))
    .leftJoin(images, eq(images.id, campaigns.coverId))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof selectCampaigns>>[number];

/** Converts a row to a campaign in one language, with its current status. */
export function asCampaign(row: Row, locale: Locale) {
  const { outcome, nextSteps, coverAlt, cover, ...campaign } = row;
  const inLanguage = (texts: Partial<Record<string, string>> | null) =>
    texts?.[locale] ?? texts?.[row.locale] ?? null;
  return {
    ...campaign,
    status: campaignStatus(row, new Date()),
    outcome: inLanguage(outcome),
    nextSteps: inLanguage(nextSteps),
    cover: cover && { ...cover, alt: inLanguage(coverAlt) ?? "" },
  };
}

export type Campaign = ReturnType<typeof asCampaign>;

/** A campaign with its last successor, which call-outs show in its place. */
export type CampaignWithSuccessor = Campaign & { successor: Campaign | null };

/** Returns a published campaign in a language if it is translated (`locale` names the language of the text), or null. */
export async function getPublishedCampaign(db: Database, { slug, locale }: { slug: string; locale: Locale }) {
  const [row] = await selectCampaigns(db, locale).where(and(eq(campaigns.slug, slug), isPublished));
  return row ? asCampaign(row, locale) : null;
}

/**
 * Lists published campaigns, newest first, without archived ones. With `topics`, only campaigns of articles with one of these
 * topics.
 */
export async function listPublishedCampaigns(
  db: Database,
  { locale, topics, limit }: { locale: Locale; topics?: string[]; limit: number },
) {
  const inArticlesOfTopics = db
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
    .where(
      and(isPublished, isNull(campaigns.archivedAt), topics && inArray(campaigns.id, inArticlesOfTopics)),
    )
    .orderBy(desc(campaigns.publishedAt))
    .limit(limit);
  return rows.map((row) => asCampaign(row, locale));
}

/** Lists the published campaigns among some slugs, each with its last successor. */
export async function listCampaignsBySlug(
  db: Database,
  { locale, slugs }: { locale: Locale; slugs: string[] },
) {
  if (slugs.length === 0) return [];
  const rows = await selectCampaigns(db, locale).where(and(inArray(campaigns.slug, slugs), isPublished));
  return withSuccessors(db, rows, locale);
}

/** Returns the primary campaign of an article, which its end module and its bar show, or null. */
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

/** Adds successors. Without a replaced campaign it runs no query. */
async function withSuccessors(db: Database, rows: Row[], locale: Locale): Promise<CampaignWithSuccessor[]> {
  const found = rows.map((row) => asCampaign(row, locale));
  const replaced = found.filter(({ status }) => status === "replaced").map(({ id }) => id);
  const chain = replaced.length > 0 ? await listSuccessors(db, { ids: replaced, locale }) : [];
  return found.map((campaign) => ({ ...campaign, successor: successorOf(campaign, chain) }));
}

/** Lists the direct and indirect successors of some campaigns. */
async function listSuccessors(db: Database, { ids, locale }: { ids: string[]; locale: Locale }) {
  const chain = withSuccessorChain<SQL>(sql, inArray(campaigns.id, ids));
  const isSuccessor = sql`${campaigns.id} in (${chain} select id from successors where is_reached and step > 0)`;
  const rows = await selectCampaigns(db, locale).where(isSuccessor);
  return rows.map((row) => asCampaign(row, locale));
}

/** Returns the exact count and the goal of a published campaign, or null. Cheap enough for polling. */
export async function getCount(db: Database, slug: string) {
  const [row] = await db
    .select({ signatures: confirmedCount, goal: campaigns.goal })
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), isPublished));
  return row ?? null;
}

/** Lists the published articles with a call-out of a campaign, newest first. */
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

/** Lists the slug and last change of every published campaign, for the sitemap. */
export async function listCampaignAddresses(db: Database, { limit }: { limit: number }) {
  return db
    .select({ slug: campaigns.slug, updatedAt: lastChange })
    .from(campaigns)
    .where(isPublished)
    .orderBy(desc(campaigns.publishedAt))
    .limit(limit);
}
