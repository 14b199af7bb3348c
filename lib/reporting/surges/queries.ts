import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaignSurges, campaigns } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";

/** What there is to tell of a campaign that took off, or null when it is not known. */
export async function getSurge(
  db: Transaction,
  { campaignId, locale }: { campaignId: string; locale: Locale },
) {
  const [surge] = await db
    .select({
      slug: campaigns.slug,
      title: sql<string>`coalesce((
        select title from petition_texts
        where campaign_id = ${campaigns.id} and published_at <= now()
        order by locale = ${locale} desc, locale = ${campaigns.locale} desc, published_at desc limit 1), ${campaigns.slug})`,
      confirmed: campaignSurges.confirmed,
      goal: campaigns.goal,
    })
    .from(campaignSurges)
    .innerJoin(campaigns, eq(campaigns.id, campaignSurges.campaignId))
    .where(eq(campaignSurges.campaignId, campaignId));
  return surge ?? null;
}
