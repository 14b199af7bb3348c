import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, shareTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import type { StaffTexts } from "./share-texts";

/** Lists the share texts of campaigns in one language, by the campaign's slug. Campaigns without any are absent. */
export async function listShareTexts(
  db: Database,
  { slugs, locale }: { slugs: string[]; locale: Locale },
): Promise<Record<string, StaffTexts>> {
  if (slugs.length === 0) return {};
  const rows = await db
    .select({
      slug: campaigns.slug,
      message: shareTexts.message,
      subject: shareTexts.subject,
      body: shareTexts.body,
    })
    .from(shareTexts)
    .innerJoin(campaigns, eq(campaigns.id, shareTexts.campaignId))
    .where(and(inArray(campaigns.slug, slugs), eq(shareTexts.locale, locale)));
  return Object.fromEntries(rows.map(({ slug, ...texts }) => [slug, withoutNulls(texts)]));
}

/** Returns the share texts of one campaign in one language, or null. */
export async function getShareTexts(db: Database, { slug, locale }: { slug: string; locale: Locale }) {
  const bySlug = await listShareTexts(db, { slugs: [slug], locale });
  return bySlug[slug] ?? null;
}

function withoutNulls(row: Record<keyof StaffTexts, string | null>): StaffTexts {
  return { message: row.message ?? "", subject: row.subject ?? "", body: row.body ?? "" };
}
