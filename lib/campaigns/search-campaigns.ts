import { desc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { containing } from "@/lib/search";
import { campaignState } from "./campaign-status";

const statusColumns = {
  id: campaigns.id,
  slug: campaigns.slug,
  publishedAt: campaigns.publishedAt,
  opensAt: campaigns.opensAt,
  closesAt: campaigns.closesAt,
  closedAt: campaigns.closedAt,
  wonAt: campaigns.wonAt,
  successorId: campaigns.successorId,
};

type Row = Pick<
  typeof campaigns.$inferSelect,
  "slug" | "publishedAt" | "opensAt" | "closesAt" | "closedAt" | "wonAt" | "successorId"
>;

function withStatus(campaign: Row, now: Date) {
  const isPublic = campaign.publishedAt !== null && campaign.publishedAt <= now;
  return { slug: campaign.slug, state: isPublic ? campaignState(campaign, now) : ("draft" as const) };
}

/** Lists the status of some campaigns. Unknown slugs are left out. */
export async function listCampaignStatuses(db: Transaction, slugs: string[]) {
  if (slugs.length === 0) return [];
  const rows = await db.select(statusColumns).from(campaigns).where(inArray(campaigns.slug, slugs));
  return rows.map((row) => withStatus(row, new Date()));
}

/** Finds campaigns by title in any language or by slug, newest first. Titles are in `locale` if there is a translation. */
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
  const hasTitle = sql`exists (select 1 from ${petitionTexts} where ${petitionTexts.campaignId} = ${campaigns.id}
    and ${ilike(petitionTexts.title, containing(search))})`;
  const rows = await db
    .select({ ...statusColumns, title: words.title })
    .from(campaigns)
    .leftJoinLateral(words, sql`true`)
    .where(search ? or(hasTitle, ilike(campaigns.slug, containing(search))) : undefined)
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
    .limit(limit);
  return rows.map((row) => ({ ...withStatus(row, new Date()), title: row.title ?? row.slug }));
}
