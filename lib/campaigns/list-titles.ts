import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";

const MOST_CAMPAIGNS = 2_000;

/**
 * Lists the newest published campaigns with all their current and former titles in every language, for matching imported
 * call-outs. `title` is the one to show in `locale`.
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
