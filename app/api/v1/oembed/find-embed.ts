import type { Database } from "@/db/client";
import { getPublishedArticle } from "@/lib/articles/published-articles";
import { type Campaign, getPrimaryCampaign, getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath } from "@/lib/paths";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import type { Address } from "./parse-url";

/** The embed for an address: a campaign, and the page that the address names. */
export type Embed = { campaign: Campaign; locale: Locale; title: string; path: string; via: string | null };

/** Returns the embed for an address, or null. For an article it is that of its primary campaign, for a share link that of its destination. */
export async function findEmbed(db: Database, address: Address): Promise<Embed | null> {
  if (address.kind === "link") return findLinkDestination(db, address.code);
  const { kind, locale, slug, via } = address;
  return kind === "article"
    ? findArticle(db, { locale, slug, via })
    : findCampaign(db, { locale, slug, via });
}

type Page = { locale: Locale; slug: string; via: string | null };

async function findCampaign(db: Database, { locale, slug, via }: Page): Promise<Embed | null> {
  const campaign = await getPublishedCampaign(db, { slug, locale });
  return (
    campaign && {
      campaign,
      locale,
      via,
      title: campaign.title,
      path: campaignPath(locale, campaign.slug),
    }
  );
}

async function findArticle(db: Database, { locale, slug, via }: Page): Promise<Embed | null> {
  const article = await getPublishedArticle(db, { slug, locale });
  const campaign = article && (await getPrimaryCampaign(db, { articleId: article.id, locale }));
  return campaign && { campaign, locale, via, title: article.title, path: articlePath(locale, slug) };
}

async function findLinkDestination(db: Database, code: string): Promise<Embed | null> {
  const link = await getLinkDestination(db, code);
  if (!link || !isLocale(link.locale)) return null;
  const { locale, articleSlug, campaignSlug } = link;
  const embed = articleSlug && (await findArticle(db, { locale, slug: articleSlug, via: code }));
  if (embed) return embed;
  return campaignSlug ? findCampaign(db, { locale, slug: campaignSlug, via: code }) : null;
}
