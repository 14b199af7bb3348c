import type { ArticleCard } from "@/lib/articles/published-articles";
import type { CampaignStatus } from "@/lib/campaigns/campaign-status";
import type { Campaign, CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import { sha256 } from "@/lib/crypto";
import type { Locale } from "@/lib/i18n/locales";

/** The kinds of pages that have a social card, as named in its address. */
export const CARD_KINDS = ["articles", "campaigns", "links", "site"] as const;
export type CardKind = (typeof CARD_KINDS)[number];

export type CardPlace = { locale: Locale; kind: CardKind; slug: string };

/** Everything that a card shows and that can change. For a link, `slug` is its code. */
export type CardSubject = CardPlace & {
  headline: string;
  seed: string;
  topic: string | null;
  byline: string | null;
  petition: { title: string; signatures: number; goal: number; state: CampaignStatus } | null;
  cover: { id: string; alt: string } | null;
  /** Signatures through a link. Null if hidden for privacy. */
  signaturesThroughLink: number | null;
};

type ShownArticle = Pick<ArticleCard, "slug" | "title" | "topic" | "byline">;

/** Returns the card of an article, with the count of its primary campaign or of that campaign's successor. */
export function articleCard(
  article: ShownArticle,
  { locale, primary }: { locale: Locale; primary: CampaignWithSuccessor | null },
): CardSubject {
  const campaign = primary?.successor ?? primary;
  return {
    ...{ locale, kind: "articles", slug: article.slug, signaturesThroughLink: null },
    headline: article.title,
    seed: article.slug,
    topic: article.topic,
    byline: article.byline,
    petition: campaign && petitionOf(campaign),
    cover: null,
  };
}

export function campaignCard(campaign: Campaign, locale: Locale): CardSubject {
  return {
    ...{
      locale,
      kind: "campaigns",
      slug: campaign.slug,
      signaturesThroughLink: null,
      topic: null,
      byline: null,
    },
    headline: campaign.title,
    seed: campaign.slug,
    petition: petitionOf(campaign),
    cover: campaign.cover && { id: campaign.cover.id, alt: campaign.cover.alt },
  };
}

/** The slug of the site's only card. */
export const SITE_CARD_SLUG = "front";

/** Returns the site's own card, for pages without a subject. */
export function siteCard({ locale, headline }: { locale: Locale; headline: string }): CardSubject {
  const nothing = { topic: null, byline: null, petition: null, cover: null, signaturesThroughLink: null };
  return { ...nothing, locale, kind: "site", slug: SITE_CARD_SLUG, seed: SITE_CARD_SLUG, headline };
}

/** Returns the card of a share link: its destination's card, with the signatures through the link. */
export function linkCard(
  page: CardSubject,
  { code, signaturesThroughLink }: { code: string; signaturesThroughLink: number | null },
): CardSubject {
  return { ...page, kind: "links", slug: code, signaturesThroughLink };
}

/** The key `state` is part of the fingerprint: renamed, it would change the address of every card. */
const petitionOf = ({ title, signatures, goal, status }: Campaign) => ({
  title,
  signatures,
  goal,
  state: status,
});

/** Rounds a count down to two significant digits. The address of a card changes only when this changes. */
export function countBucket(count: number): number {
  if (count <= 10) return Math.max(0, count);
  const step = 10 ** (Math.floor(Math.log10(count)) - 1);
  return Math.floor(count / step) * step;
}

/** Increase this when the design of cards changes. */
const CARD_DESIGN_VERSION = 2;

/**
 * Returns the version in a card's address: the rounded count and a fingerprint of everything else. It changes with the
 * content, so messengers fetch the card again.
 */
export function cardVersion(subject: CardSubject): string {
  return `${countBucket(subject.petition?.signatures ?? 0)}-${fingerprint(subject)}`;
}

/**
 * Returns the cache key of a drawn card. Links to one page share a key while they show no signatures of their own: when a
 * petition goes viral, each signer has a new link, and each link is previewed.
 */
export function cardCacheKey(subject: CardSubject): string {
  if (subject.kind !== "links" || subject.signaturesThroughLink !== null) return cardPath(subject);
  return `${subject.locale} ${fingerprint({ ...subject, slug: subject.seed })}`;
}

/** Renamed keys would change the address of every card, so they stay. */
function fingerprint({ petition, signaturesThroughLink, ...subject }: CardSubject): string {
  const shown = {
    ...subject,
    petition: petition && { ...petition, signatures: countBucket(petition.signatures) },
    through: signaturesThroughLink && countBucket(signaturesThroughLink),
  };
  return sha256(JSON.stringify([CARD_DESIGN_VERSION, shown])).slice(0, 12);
}

/** Stands for a version in an address that always shows the current card, cached for a minute. */
const ANY_VERSION = "current";

/** Returns the path of a card for places that must not change with each count, such as feeds. */
export function unversionedCardPath({ locale, kind, slug }: CardPlace): string {
  return `/media/cards/${locale}/${kind}/${slug}/${ANY_VERSION}.jpg`;
}

/** Returns the path of the current card. */
export function cardPath(subject: CardSubject): string {
  const { locale, kind, slug } = subject;
  return `/media/cards/${locale}/${kind}/${slug}/${cardVersion(subject)}.jpg`;
}
