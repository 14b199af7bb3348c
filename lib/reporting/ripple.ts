import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { referralTallies, shareVisits } from "@/db/schema";
import { getPublishedArticle } from "@/lib/articles/queries";
import { type Campaign, getPrimaryCampaign, getPublishedCampaign } from "@/lib/campaigns/queries";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { getShareLink } from "@/lib/sharing/link-destination";
import { type Generation, type ShownFigures, shownFigures } from "./public-link-figures";

/** What a share link did, as far as anybody may know, with what it passes on. */
export type Ripple = ShownFigures & Passed & { code: string };

type Passed = NonNullable<Awaited<ReturnType<typeof whatIsPassed>>>;

/**
 * What a share link did, or null where there is no link, or nothing that the public may see behind it. Read from tallies,
 * so it may lag behind the count by the seconds that the worker takes.
 */
export async function getRipple(db: Database, { code }: { code: string }): Promise<Ripple | null> {
  const link = await getShareLink(db, code);
  if (!link) return null;
  const [passed, did] = await Promise.all([whatIsPassed(db, link), whatItDid(db, link.id)]);
  return passed && { code, ...passed, ...shownFigures(did, env().SHARE_PRIVACY_MINIMUM) };
}

/** The figures alone, for whoever knows already what the link passes on. Null where there is no link. */
export async function getShownFigures(
  db: Database,
  { code }: { code: string },
): Promise<ShownFigures | null> {
  const link = await getShareLink(db, code);
  return link && shownFigures(await whatItDid(db, link.id), env().SHARE_PRIVACY_MINIMUM);
}

type ShareLink = NonNullable<Awaited<ReturnType<typeof getShareLink>>>;

/** The words that the link leads to, in its language. */
async function whatIsPassed(db: Database, link: ShareLink) {
  const locale = isLocale(link.locale) ? link.locale : DEFAULT_LOCALE;
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

function asShown({ slug, title, summary, target, state, signatures, goal }: Campaign) {
  // `signatures` is what all links brought together; a link has its own.
  return { slug, title, summary, target, state, count: signatures, goal };
}

/** Every visit, and the signatures by generation: to be passed through `shownFigures`. */
async function whatItDid(
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
