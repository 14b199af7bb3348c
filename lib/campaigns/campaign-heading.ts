import { desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { campaignState } from "./campaign-status";

/** Returns the heading of a campaign's staff pages, drafts included, or null. It reads no counts, so it stays fast. */
export async function getCampaignHeading(
  db: Database,
  { slug, locale, now }: { slug: string; locale: Locale; now: Date },
) {
  const words = db
    .select({ title: petitionTexts.title, target: petitionTexts.target })
    .from(petitionTexts)
    .where(eq(petitionTexts.campaignId, campaigns.id))
    .orderBy(
      desc(isNotNull(petitionTexts.publishedAt)),
      desc(sql`${petitionTexts.locale} = ${locale}`),
      desc(sql`${petitionTexts.locale} = ${campaigns.locale}`),
      desc(petitionTexts.publishedAt),
    )
    .limit(1)
    .as("words");
  const { id, publishedAt, opensAt, closesAt, closedAt, wonAt, successorId } = campaigns;
  const [row] = await db
    .select({
      ...{ id, slug: campaigns.slug, publishedAt, opensAt, closesAt, closedAt, wonAt, successorId },
      title: sql<string>`coalesce(${words.title}, ${campaigns.slug})`,
      target: words.target,
    })
    .from(campaigns)
    .leftJoinLateral(words, sql`true`)
    .where(eq(campaigns.slug, slug));
  if (!row) return null;
  const isPublished = row.publishedAt !== null && row.publishedAt <= now;
  const state = isPublished ? campaignState(row, now) : ("draft" as const);
  return { id: row.id, slug: row.slug, title: row.title, target: row.target, state };
}

export type CampaignHeading = NonNullable<Awaited<ReturnType<typeof getCampaignHeading>>>;
