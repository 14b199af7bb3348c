import { cache } from "react";
import { redirectToNotFound } from "@/app/_http/not-found";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";

type CampaignParams = Promise<{ locale: string; slug: string }>;

/** Returns the language and the published campaign of a path, or null. Queries once per request. */
export async function findCampaignPage(params: CampaignParams) {
  const { locale, slug } = await params;
  return readCampaign(locale, slug);
}

/** Returns the language and the published campaign of a path, or redirects to the 404 page. */
export async function loadCampaignPage(params: CampaignParams) {
  return (await findCampaignPage(params)) ?? redirectToNotFound((await params).locale);
}

/** Returns what `loadCampaignPage` does, with a count that contains the signature that somebody just confirmed. */
export async function loadSignedCampaign(params: CampaignParams) {
  const { locale, slug } = await params;
  const campaign =
    isLocale(locale) && isSlug(slug) ? await getPublishedCampaign(db(), { slug, locale }) : null;
  if (!campaign || !isLocale(locale)) return redirectToNotFound(locale);
  return { locale, campaign };
}

const readCampaign = cache(async (locale: string, slug: string) => {
  if (!isLocale(locale) || !isSlug(slug)) return null;
  const campaign = await readReplica((replica) => getPublishedCampaign(replica, { slug, locale }));
  return campaign && { locale, campaign };
});
