import type { Database } from "@/db/client";
import { type ArticleCard, getPublishedArticle } from "@/lib/articles/published-articles";
import type { EmbedTheme } from "@/lib/campaigns/embed-snippet";
import {
  type CampaignWithSuccessor,
  getPrimaryCampaign,
  listCampaignsBySlug,
} from "@/lib/campaigns/published-campaigns";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import type { Address } from "./parse-embed-url";

/** The embed for an address: a campaign, and the article if the address names one. `via` is the code of a share link. */
export type Embed = {
  campaign: CampaignWithSuccessor;
  article: ArticleCard | null;
  locale: Locale;
  via: string | null;
  theme: EmbedTheme | null;
};

type Page = Omit<Embed, "campaign" | "article"> & { slug: string };

/** Returns the embed for an address, or null if nothing is published there. */
export async function findEmbed(db: Database, address: Address): Promise<Embed | null> {
  if (address.kind === "link") return findLinkDestination(db, address);
  const { kind, ...page } = address;
  return kind === "article" ? findArticle(db, page) : findCampaign(db, page);
}

async function findCampaign(db: Database, { slug, ...page }: Page): Promise<Embed | null> {
  const [campaign] = await listCampaignsBySlug(db, { slugs: [slug], locale: page.locale });
  return campaign ? { campaign, article: null, ...page } : null;
}

async function findArticle(db: Database, { slug, ...page }: Page): Promise<Embed | null> {
  const { locale } = page;
  const article = await getPublishedArticle(db, { slug, locale });
  const campaign = article && (await getPrimaryCampaign(db, { articleId: article.id, locale }));
  return campaign && { campaign, article, ...page };
}

type LinkAddress = Extract<Address, { kind: "link" }>;

async function findLinkDestination(db: Database, { code, theme }: LinkAddress): Promise<Embed | null> {
  const link = await getLinkDestination(db, code);
  if (!link || !isLocale(link.locale)) return null;
  const { articleSlug, campaignSlug } = link;
  const page = { locale: link.locale, via: code, theme };
  const embed = articleSlug && (await findArticle(db, { ...page, slug: articleSlug }));
  if (embed) return embed;
  return campaignSlug ? findCampaign(db, { ...page, slug: campaignSlug }) : null;
}
