import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { referralTallies, shareVisits } from "@/db/schema";
import { getPublishedArticle } from "@/lib/articles/published-articles";
import { type Campaign, getPrimaryCampaign, getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import { localeOrDefault } from "@/lib/i18n/locales";
import { areBreakdownsHidden } from "@/lib/settings/hidden-breakdowns";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import { type Generation, hideSmallFigures, type PublicLinkFigures } from "./public-link-figures";

/** The public figures of a share link, with its article and campaign. `isHidden`: all figures are null, because owners hide them. */
export type Ripple = PublicLinkFigures & SharedPage & { code: string; isHidden: boolean };

type SharedPage = NonNullable<Awaited<ReturnType<typeof getSharedPage>>>;

/**
 * Returns the public figures of a share link. Null if the link is unknown or its destination is not public. Reads tallies,
 * so the figures may lag behind the count by seconds.
 */
export async function getRipple(db: Database, { code }: { code: string }): Promise<Ripple | null> {
  const link = await getLinkDestination(db, code);
  if (!link) return null;
  const [page, stats] = await Promise.all([getSharedPage(db, link), getLinkStats(db, link.id)]);
  const isHidden = await areBreakdownsHidden(db);
  return page && { code, ...page, ...publicFigures(stats, isHidden), isHidden };
}

/** Returns the public figures of a share link without its destination. Null if the link is unknown. */
export async function getPublicLinkFigures(
  db: Database,
  { code }: { code: string },
): Promise<PublicLinkFigures | null> {
  const link = await getLinkDestination(db, code);
  return link && publicFigures(await getLinkStats(db, link.id), await areBreakdownsHidden(db));
}

function publicFigures(stats: Stats, isHidden: boolean): PublicLinkFigures {
  return hideSmallFigures(isHidden ? { visits: 0, generations: [] } : stats, env().SHARE_PRIVACY_MINIMUM);
}

type Stats = Awaited<ReturnType<typeof getLinkStats>>;

type ShareLink = NonNullable<Awaited<ReturnType<typeof getLinkDestination>>>;

/** Returns the article and the campaign of a link, in its language. */
async function getSharedPage(db: Database, link: ShareLink) {
  const locale = localeOrDefault(link.locale);
  const { articleSlug, campaignSlug } = link;
  const article = articleSlug ? await getPublishedArticle(db, { slug: articleSlug, locale }) : null;
  const campaign = campaignSlug
    ? await getPublishedCampaign(db, { slug: campaignSlug, locale })
    : article && (await getPrimaryCampaign(db, { articleId: article.id, locale }));
  if (!article && !campaign) return null;
  return {
    locale,
    article: article && { slug: article.slug, title: article.title, dek: article.dek },
    campaign: campaign && asShown(campaign),
  };
}

function asShown({ slug, title, summary, target, status, signatures, goal }: Campaign) {
  // Renamed to `count`, because `signatures` are those of the link.
  return { slug, title, summary, target, state: status, count: signatures, goal };
}

/** Returns all visits and the signatures by generation. Not for the public before `hideSmallFigures`. */
async function getLinkStats(
  db: Database,
  shareLinkId: string,
): Promise<{ visits: number; generations: Generation[] }> {
  const [visited, generations] = await Promise.all([
    db
      .select({ visits: sql<number>`coalesce(sum(${shareVisits.visits}), 0)::int` })
      .from(shareVisits)
      .where(eq(shareVisits.shareLinkId, shareLinkId)),
    db
      .select({ generation: referralTallies.generation, confirmed: referralTallies.confirmed })
      .from(referralTallies)
      .where(eq(referralTallies.shareLinkId, shareLinkId))
      .orderBy(asc(referralTallies.generation)),
  ]);
  return {
    visits: visited[0]?.visits ?? 0,
    generations: generations.filter(({ confirmed }) => confirmed > 0),
  };
}
