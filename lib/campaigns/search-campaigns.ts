import { desc, ilike, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { containing, containsFolded } from "@/lib/search";
import { statusForStaff } from "./campaign-status";
import { currentText, titleOrSlug } from "./current-text";
import { statusColumns } from "./status-columns";

/** Lists the status of some campaigns. Unknown slugs are left out. */
export async function listCampaignStatuses(db: Transaction, slugs: string[]) {
  if (slugs.length === 0) return [];
  const rows = await db
    .select({ ...statusColumns, slug: campaigns.slug })
    .from(campaigns)
    .where(inArray(campaigns.slug, slugs));
  return rows.map(({ slug, ...row }) => ({ slug, status: statusForStaff(row, new Date()) }));
}

/** Finds campaigns by title in any language or by slug, newest first. Drafts are included. */
export async function searchCampaigns(
  db: Transaction,
  { search, locale, limit }: { search: string; locale: Locale; limit: number },
) {
  const text = currentText(db, { locale, audience: "staff" });
  const hasTitle = sql`exists (select 1 from ${petitionTexts} where ${petitionTexts.campaignId} = ${campaigns.id}
    and ${containsFolded(petitionTexts.title, search)})`;
  const rows = await db
    .select({ ...statusColumns, slug: campaigns.slug, title: titleOrSlug(text) })
    .from(campaigns)
    .leftJoinLateral(text, sql`true`)
    .where(search ? or(hasTitle, ilike(campaigns.slug, containing(search))) : undefined)
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
    .limit(limit);
  return rows.map(({ slug, title, ...row }) => ({ slug, status: statusForStaff(row, new Date()), title }));
}
