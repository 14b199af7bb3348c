import { desc, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { currentText } from "./current-text";

const MAX_CAMPAIGNS = 2_000;

/**
 * Lists the newest published campaigns with all their current and former titles in every language, for matching imported
 * call-outs. `title` is the current one for `locale`.
 */
export async function listCampaignTitles(db: Database, locale: Locale) {
  const text = currentText(db, { locale, audience: "public" });
  return db
    .select({
      slug: campaigns.slug,
      title: text.title,
      titles: sql<string[]>`array(select distinct title from ${petitionTexts}
        where campaign_id = ${campaigns.id} and published_at <= now())`,
    })
    .from(campaigns)
    .innerJoinLateral(text, sql`true`)
    .where(lte(campaigns.publishedAt, sql`now()`))
    .orderBy(desc(campaigns.publishedAt))
    .limit(MAX_CAMPAIGNS);
}
