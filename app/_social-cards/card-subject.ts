import { getPublishedArticle } from "@/lib/articles/published-articles";
import { getPrimaryCampaign, getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { isShareCode, isSlug } from "@/lib/ids";
import { getPublicLinkFigures } from "@/lib/reporting/ripple";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import {
  articleCard,
  CARD_KINDS,
  type CardKind,
  type CardPlace,
  type CardSubject,
  campaignCard,
  linkCard,
  SITE_CARD_SLUG,
  siteCard,
} from "@/lib/sharing/social-card";

const IS_VALID_SLUG: Record<CardKind, (slug: string) => boolean> = {
  articles: isSlug,
  campaigns: isSlug,
  links: isShareCode,
  site: (slug) => slug === SITE_CARD_SLUG,
};

/** Parses the address of a social card. Null if it cannot name a page. */
export function parseCardPlace({
  locale,
  kind,
  slug,
}: {
  locale: string;
  kind: string;
  slug: string;
}): CardPlace | null {
  const cardKind = CARD_KINDS.find((name) => name === kind);
  if (!isLocale(locale) || !cardKind) return null;
  return IS_VALID_SLUG[cardKind](slug) ? { locale, kind: cardKind, slug } : null;
}

/** Returns the current subject of a card, or null if the page is not public. */
export async function getCardSubject({ locale, kind, slug }: CardPlace): Promise<CardSubject | null> {
  if (kind === "site") return siteSubject(locale);
  if (kind === "campaigns") return campaignSubject(slug, locale);
  return kind === "articles" ? articleSubject(slug, locale) : linkSubject(slug);
}

function siteSubject(locale: Locale) {
  return siteCard({ locale, headline: getTranslator(locale)("site.promise") });
}

async function campaignSubject(slug: string, locale: Locale) {
  const campaign = await readReplica((replica) => getPublishedCampaign(replica, { slug, locale }));
  return campaign && campaignCard(campaign, locale);
}

async function articleSubject(slug: string, locale: Locale) {
  const article = await readReplica((replica) => getPublishedArticle(replica, { slug, locale }));
  if (!article) return null;
  const primary = await readReplica((replica) =>
    getPrimaryCampaign(replica, { articleId: article.id, locale }),
  );
  return articleCard(article, { locale, primary });
}

/** The card is in the language of the link. */
async function linkSubject(code: string) {
  const link = await getLinkDestination(db(), code);
  if (!link || !isLocale(link.locale)) return null;
  const { locale, articleSlug, campaignSlug } = link;
  const page = articleSlug
    ? await articleSubject(articleSlug, locale)
    : campaignSlug && (await campaignSubject(campaignSlug, locale));
  if (!page) return null;
  const figures = await getPublicLinkFigures(db(), { code });
  return linkCard(page, { code, signaturesThroughLink: figures?.generations[0]?.confirmed ?? null });
}
