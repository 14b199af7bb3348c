import { desc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";

import type { Locale } from "@/lib/i18n/locales";
import { containing } from "@/lib/search";
import { campaignState } from "./campaign-status";

const standing = {
  id: campaigns.id,
  slug: campaigns.slug,
  publishedAt: campaigns.publishedAt,
  opensAt: campaigns.opensAt,
  closesAt: campaigns.closesAt,
  closedAt: campaigns.closedAt,
  wonAt: campaigns.wonAt,
  successorId: campaigns.successorId,
};

type Standing = Pick<
  typeof campaigns.$inferSelect,
  "slug" | "publishedAt" | "opensAt" | "closesAt" | "closedAt" | "wonAt" | "successorId"
>;

function asStanding(campaign: Standing, now: Date) {
  const isPublic = campaign.publishedAt !== null && campaign.publishedAt <= now;
  return { slug: campaign.slug, state: isPublic ? campaignState(campaign, now) : ("draft" as const) };
}

/** How some campaigns stand. Those that are not there are left out. */
export async function listCampaignStandings(db: Transaction, slugs: string[]) {
  if (slugs.length === 0) return [];
  const rows = await db.select(standing).from(campaigns).where(inArray(campaigns.slug, slugs));
  return rows.map((row) => asStanding(row, new Date()));
}

/** The campaigns whose title in any language says something, to be chosen from, the newest first; with the title in `locale` if there is one. */
export async function searchCampaigns(
  db: Transaction,
  { search, locale, limit }: { search: string; locale: Locale; limit: number },
) {
  const words = db
    .select({ title: petitionTexts.title })
    .from(petitionTexts)
    .where(eq(petitionTexts.campaignId, campaigns.id))
    .orderBy(
      desc(sql`${petitionTexts.locale} = ${locale}`),
      desc(sql`${petitionTexts.locale} = ${campaigns.locale}`),
      sql`${petitionTexts.publishedAt} desc nulls last`,
      desc(petitionTexts.createdAt),
    )
    .limit(1)
    .as("words");
  const says = sql`exists (select 1 from ${petitionTexts} where ${petitionTexts.campaignId} = ${campaigns.id}
    and ${ilike(petitionTexts.title, containing(search))})`;
  const rows = await db
    .select({ ...standing, title: words.title })
    .from(campaigns)
    .leftJoinLateral(words, sql`true`)
    .where(search ? or(says, ilike(campaigns.slug, containing(search))) : undefined)
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
    .limit(limit);
  return rows.map((row) => ({ ...asStanding(row, new Date()), title: row.title ?? row.slug }));
}
