import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { statusForStaff } from "./campaign-status";
import { currentText, titleOrSlug } from "./current-text";
import { statusColumns } from "./status-columns";

export type CampaignHeading = NonNullable<Awaited<ReturnType<typeof getCampaignHeading>>>;

/** Returns the heading of a campaign's staff pages, drafts included, or null. It reads no counts, so it stays fast. */
export async function getCampaignHeading(
  db: Database,
  { slug, locale, now }: { slug: string; locale: Locale; now: Date },
) {
  const text = currentText(db, { locale, audience: "staff" });
  const [row] = await db
    .select({
      ...statusColumns,
      id: campaigns.id,
      slug: campaigns.slug,
      title: titleOrSlug(text),
      target: text.target,
    })
    .from(campaigns)
    .leftJoinLateral(text, sql`true`)
    .where(eq(campaigns.slug, slug));
  if (!row) return null;
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    target: row.target,
    status: statusForStaff(row, now),
  };
}
