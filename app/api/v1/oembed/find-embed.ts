import type { Database } from "@/db/client";
import { getPublishedArticle } from "@/lib/articles/published-articles";
import { type Campaign, getPrimaryCampaign, getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath } from "@/lib/paths";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import type { Address } from "./parse-url";

/** What can be embedded for an address: a campaign's box, and the page that was meant. */
export type Box = { campaign: Campaign; locale: Locale; title: string; path: string; via: string | null };

/** The box for an address, or null: for an article that of its primary campaign, for a share link that of whatever it leads to. */
export async function findEmbed(db: Database, address: Address): Promise<Box | null> {
  if (address.kind === "link") return findShared(db, address.code);
  const { kind, locale, slug, via } = address;
  return kind === "article"
    ? findArticle(db, { locale, slug, via })
    : findCampaign(db, { locale, slug, via });
}

type Page = { locale: Locale; slug: string; via: string | null };

async function findCampaign(db: Database, { locale, slug, via }: Page): Promise<Box | null> {
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

async function findArticle(db: Database, { locale, slug, via }: Page): Promise<Box | null> {
  const article = await getPublishedArticle(db, { slug, locale });
  const campaign = article && (await getPrimaryCampaign(db, { articleId: article.id, locale }));
  return campaign && { campaign, locale, via, title: article.title, path: articlePath(locale, slug) };
}

async function findShared(db: Database, code: string): Promise<Box | null> {
  const link = await getLinkDestination(db, code);
  if (!link || !isLocale(link.locale)) return null;
  const { locale, articleSlug, campaignSlug } = link;
  const shared = articleSlug && (await findArticle(db, { locale, slug: articleSlug, via: code }));
  if (shared) return shared;
  return campaignSlug ? findCampaign(db, { locale, slug: campaignSlug, via: code }) : null;
}
