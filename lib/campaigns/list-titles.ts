import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";

const MOST_CAMPAIGNS = 2_000;

/**
 * The newest published campaigns by all the titles they go by or went by, in every language: an imported call-out may
 * mean one of these. `title` is the one to show in a language.
 */
export async function listCampaignTitles(db: Database, locale: Locale) {
  const { title } = petitionTexts;
  return db
    .select({
      slug: campaigns.slug,
      title: sql<string>`(array_agg(${title} order by ${petitionTexts.locale} = ${locale} desc, ${petitionTexts.publishedAt} desc))[1]`,
      titles: sql<string[]>`array_agg(distinct ${title})`,
    })
    .from(campaigns)
    .innerJoin(petitionTexts, eq(petitionTexts.campaignId, campaigns.id))
    .where(and(lte(campaigns.publishedAt, sql`now()`), lte(petitionTexts.publishedAt, sql`now()`)))
    .groupBy(campaigns.id)
    .orderBy(desc(campaigns.publishedAt))
    .limit(MOST_CAMPAIGNS);
}
