import { and, desc, eq, ilike, inArray, like, lte, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { articleCampaigns, articleSlugs, articles, campaigns, petitionTexts } from "@/db/schema";
import { namedIn, type Remark, remarksOn } from "@/lib/articles/remarks";
import { listArticleStandings } from "@/lib/articles/list-drafts";
import type { Locale } from "@/lib/i18n/locales";
import { containing } from "@/lib/search";
import { campaignState } from "../rules";

/** What the text of an article is: its Markdown, its language, and the campaign that it is paired with first. */
export type Checked = { bodyMarkdown: string; locale: string; primaryCampaign: string | null };

/** What the writer of an article should look at, checked against the campaigns and articles that are there now. */
export async function listRemarks(db: Transaction, checked: Checked): Promise<Remark[]> {
  const { bodyMarkdown, locale, primaryCampaign } = checked;
  const named = namedIn(bodyMarkdown);
  const slugs = primaryCampaign ? [...named.campaigns, primaryCampaign] : named.campaigns;
  const [standings, known] = await Promise.all([
    listCampaignStandings(db, slugs),
    listArticleStandings(db, { locale, slugs: named.articles }),
  ]);
  return remarksOn(bodyMarkdown, { campaigns: standings, articles: known, primaryCampaign });
}

const standing = {
  id: campaigns.id,
  slug: campaigns.slug,
  publishedAt: campaigns.publishedAt,
  opensAt: campaigns.opensAt,
  closesAt: campaigns.closesAt,
  closedAt: campaigns.closedAt,
  wonAt: campaigns.wonAt,
  successorId: campaigns.successorId,
};

type Standing = Pick<
  typeof campaigns.$inferSelect,
  "slug" | "publishedAt" | "opensAt" | "closesAt" | "closedAt" | "wonAt" | "successorId"
>;

function asStanding(campaign: Standing, now: Date) {
  const isPublic = campaign.publishedAt !== null && campaign.publishedAt <= now;
  return { slug: campaign.slug, state: isPublic ? campaignState(campaign, now) : ("draft" as const) };
}

/** How some campaigns stand. Those that are not there are left out. */
export async function listCampaignStandings(db: Transaction, slugs: string[]) {
  if (slugs.length === 0) return [];
  const rows = await db.select(standing).from(campaigns).where(inArray(campaigns.slug, slugs));
  return rows.map((row) => asStanding(row, new Date()));
}

/** The campaigns whose title in any language says something, to be chosen from, the newest first; with the title in `locale` if there is one. */
export async function searchCampaigns(
  db: Transaction,
  { search, locale, limit }: { search: string; locale: Locale; limit: number },
) {
  const words = db
    .select({ title: petitionTexts.title })
    .from(petitionTexts)
    .where(eq(petitionTexts.campaignId, campaigns.id))
    .orderBy(
      desc(sql`${petitionTexts.locale} = ${locale}`),
      desc(sql`${petitionTexts.locale} = ${campaigns.locale}`),
      sql`${petitionTexts.publishedAt} desc nulls last`,
      desc(petitionTexts.createdAt),
    )
    .limit(1)
    .as("words");
  const says = sql`exists (select 1 from ${petitionTexts} where ${petitionTexts.campaignId} = ${campaigns.id}
    and ${ilike(petitionTexts.title, containing(search))})`;
  const rows = await db
    .select({ ...standing, title: words.title })
    .from(campaigns)
    .leftJoinLateral(words, sql`true`)
    .where(search ? or(says, ilike(campaigns.slug, containing(search))) : undefined)
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
    .limit(limit);
  return rows.map((row) => ({ ...asStanding(row, new Date()), title: row.title ?? row.slug }));
}

/** The slugs of the campaigns that an article carries. */
export async function listCarriedCampaigns(db: Transaction, articleId: string): Promise<string[]> {
  const rows = await db
    .select({ slug: campaigns.slug })
    .from(articleCampaigns)
    .innerJoin(campaigns, eq(campaigns.id, articleCampaigns.campaignId))
    .where(eq(articleCampaigns.articleId, articleId));
  return rows.map(({ slug }) => slug);
}

/** The slugs of the campaigns that some articles are paired with first. */
export async function listPrimarySlugs(db: Transaction, articleIds: string[]) {
  if (articleIds.length === 0) return [];
  return db
    .select({ articleId: articleCampaigns.articleId, slug: campaigns.slug })
    .from(articleCampaigns)
    .innerJoin(campaigns, eq(campaigns.id, articleCampaigns.campaignId))
    .where(and(inArray(articleCampaigns.articleId, articleIds), articleCampaigns.primary));
}

const MOST_PLACES = 200;

/** Every address at which the public meets an article: its own, former ones, articles that lead to it, and the campaigns that it carries. */
export async function listPlacesOf(db: Transaction, articleId: string) {
  const [article] = await db
    .select({ slug: articles.slug, locale: articles.locale })
    .from(articles)
    .where(eq(articles.id, articleId));
  if (!article) return null;
  const former = await db
    .select({ slug: articleSlugs.slug, locale: articleSlugs.locale })
    .from(articleSlugs)
    .where(eq(articleSlugs.articleId, articleId));
  const names = [article.slug, ...former.map(({ slug }) => slug)];
  const leading = await db
    .select({ slug: articles.slug })
    .from(articles)
    .where(
      and(
        eq(articles.locale, article.locale),
        lte(articles.publishedAt, sql`now()`),
        or(...names.map((name) => like(articles.bodyMarkdown, containing(`article="${name}"`)))),
      ),
    )
    .limit(MOST_PLACES);
  const carried = await listCarriedCampaigns(db, articleId);
  return { ...article, former, leading: leading.map(({ slug }) => slug), carried };
}
