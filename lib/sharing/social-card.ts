import type { ArticleCard } from "@/lib/articles/published-articles";
import type { Campaign, CarriedCampaign } from "@/lib/campaigns/published-campaigns";
import type { CampaignState } from "@/lib/campaigns/campaign-status";
import { sha256 } from "@/lib/crypto";
import type { Locale } from "@/lib/i18n/locales";

/** What can have a card: the words are those of addresses. */
export const CARD_KINDS = ["articles", "campaigns", "links", "site"] as const;
export type CardKind = (typeof CARD_KINDS)[number];

export type CardPlace = { locale: Locale; kind: CardKind; slug: string };

/** Everything that a card shows and that can change. Of a link, `slug` is its code. */
export type CardSubject = CardPlace & {
  headline: string;
  seed: string;
  topic: string | null;
  byline: string | null;
  petition: { title: string; signatures: number; goal: number; state: CampaignState } | null;
  /** The photograph on it, with what that shows. */
  cover: { id: string; alt: string } | null;
  /** How many signed through a link, if that may be said. */
  through: number | null;
};

type ShownArticle = Pick<ArticleCard, "slug" | "title" | "topic" | "byline">;

/** The card of an article, with the count of the campaign that it is paired with first, or of the one that carries that on. */
export function articleCard(
  article: ShownArticle,
  { locale, primary }: { locale: Locale; primary: CarriedCampaign | null },
): CardSubject {
  const campaign = primary?.carriedOnBy ?? primary;
  return {
    ...{ locale, kind: "articles", slug: article.slug, through: null },
    headline: article.title,
    seed: article.slug,
    topic: article.topic,
    byline: article.byline,
    petition: campaign && petitionOf(campaign),
    cover: null,
  };
}

/** The card of a campaign. */
export function campaignCard(campaign: Campaign, locale: Locale): CardSubject {
  return {
    ...{ locale, kind: "campaigns", slug: campaign.slug, through: null, topic: null, byline: null },
    headline: campaign.title,
    seed: campaign.slug,
    petition: petitionOf(campaign),
    cover: campaign.cover && { id: campaign.cover.id, alt: campaign.cover.alt },
  };
}

/** The name of the site's one card in its address. */
export const SITE_CARD_SLUG = "front";

/** The card of the site itself, for pages that are about nothing in particular. */
export function siteCard({ locale, headline }: { locale: Locale; headline: string }): CardSubject {
  const nothing = { topic: null, byline: null, petition: null, cover: null, through: null };
  return { ...nothing, locale, kind: "site", slug: SITE_CARD_SLUG, seed: SITE_CARD_SLUG, headline };
}

/** The card of a share link: that of the page to which it leads, with what came through it. */
export function linkCard(
  page: CardSubject,
  { code, through }: { code: string; through: number | null },
): CardSubject {
  return { ...page, kind: "links", slug: code, through };
}

const petitionOf = ({ title, signatures, goal, state }: Campaign) => ({ title, signatures, goal, state });

/** The last count that gave a card another address: every one up to ten, then whatever changes the first two figures. */
export function countBucket(count: number): number {
  if (count <= 10) return Math.max(0, count);
  const step = 10 ** (Math.floor(Math.log10(count)) - 1);
  return Math.floor(count / step) * step;
}

/** Changes when cards are drawn in another way. */
const CARD_DESIGN_VERSION = 1;

/**
 * What stands in the address of a card, so that messengers fetch it anew when it says something else: the bucket of the
 * count, and a fingerprint of the goal, the state and the words.
 */
export function cardVersion(subject: CardSubject): string {
  return `${countBucket(subject.petition?.signatures ?? 0)}-${fingerprint(subject)}`;
}

/**
 * By what a drawn card is remembered. The links to one page look alike until somebody signed through them, so they share one
 * picture: on the day that a petition explodes there is a new link for every signer, and each is previewed.
 */
export function cardCacheKey(subject: CardSubject): string {
  if (subject.kind !== "links" || subject.through !== null) return cardPath(subject);
  return `${subject.locale} ${fingerprint({ ...subject, slug: subject.seed })}`;
}

function fingerprint({ petition, through, ...subject }: CardSubject): string {
  const shown = {
    ...subject,
    petition: petition && { ...petition, signatures: countBucket(petition.signatures) },
    through: through && countBucket(through),
  };
  return sha256(JSON.stringify([CARD_DESIGN_VERSION, shown])).slice(0, 12);
}

/** Where the card of something is served as it is now. */
export function cardPath(subject: CardSubject): string {
  const { locale, kind, slug } = subject;
  return `/media/cards/${locale}/${kind}/${slug}/${cardVersion(subject)}.jpg`;
}
