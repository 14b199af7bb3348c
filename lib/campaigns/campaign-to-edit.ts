import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { campaigns, petitionTexts, users } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { statusForStaff } from "./campaign-status";
import { currentText, titleOrSlug } from "./current-text";
import { asCampaign, selectCampaigns } from "./published-campaigns";

export type CampaignToEdit = NonNullable<Awaited<ReturnType<typeof getCampaignToEdit>>>;

/** Returns the editable fields of a campaign, published or not, or null. */
export async function getCampaignToEdit(
  db: Database,
  { slug, locale, now }: { slug: string; locale: Locale; now: Date },
) {
  const successor = alias(campaigns, "successor");
  const text = currentText(db, { locale, audience: "staff" });
  const [campaign] = await db
    .select({
      ...getTableColumns(campaigns),
      successorSlug: successor.slug,
      title: titleOrSlug(text),
      target: text.target,
    })
    .from(campaigns)
    .leftJoinLateral(text, sql`true`)
    .leftJoin(successor, eq(successor.id, campaigns.successorId))
    .where(eq(campaigns.slug, slug));
  if (!campaign) return null;
  const versions = await listPetitionTextVersions(db, campaign.id);
  return { ...campaign, target: campaign.target || null, status: statusForStaff(campaign, now), versions };
}

export type PetitionTextVersion = Awaited<ReturnType<typeof listPetitionTextVersions>>[number];

/** Lists all versions of the petition text in all languages: drafts first, then published versions, newest first. */
async function listPetitionTextVersions(db: Database, campaignId: string) {
  return db
    .select({
      id: petitionTexts.id,
      locale: petitionTexts.locale,
      title: petitionTexts.title,
      target: petitionTexts.target,
      summary: petitionTexts.summary,
      ask: petitionTexts.ask,
      sha256: petitionTexts.sha256,
      publishedAt: petitionTexts.publishedAt,
      publishedBy: sql<string | null>`coalesce(${users.name}, ${users.email})`,
    })
    .from(petitionTexts)
    .leftJoin(users, eq(users.id, petitionTexts.publishedById))
    .where(eq(petitionTexts.campaignId, campaignId))
    .orderBy(sql`${petitionTexts.publishedAt} desc nulls first`, asc(petitionTexts.locale));
}

/** Returns the campaign with its drafts applied, for the preview, or null. */
export async function getCampaignPreview(db: Database, { slug, locale }: { slug: string; locale: Locale }) {
  const [row] = await selectCampaigns(db, locale, "preview").where(eq(campaigns.slug, slug));
  return row ? asCampaign(row, locale) : null;
}

/** Whether a campaign has this slug. A hint only: the unique index decides. */
export async function isSlugTaken(db: Database, slug: string): Promise<boolean> {
  const [found] = await db.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.slug, slug));
  return found !== undefined;
}

const MAX_CHOICES = 200;

/** Lists the public campaigns that can replace another one, newest first. */
export async function listPossibleSuccessors(
  db: Database,
  { campaignId, locale }: { campaignId: string; locale: Locale },
) {
  const rows = await selectCampaigns(db, locale)
    .where(and(isNotNull(campaigns.publishedAt), isNull(campaigns.archivedAt), ne(campaigns.id, campaignId)))
    .orderBy(desc(campaigns.publishedAt))
    .limit(MAX_CHOICES);
  return rows.map(({ slug, title }) => ({ slug, title }));
}

/** Picks the draft and the newest published text of a language. */
export function latestTexts({ versions }: { versions: PetitionTextVersion[] }, locale: string) {
  const own = versions.filter((version) => version.locale === locale);
  return {
    draft: own.find(({ publishedAt }) => publishedAt === null) ?? null,
    published: own.find(({ publishedAt }) => publishedAt !== null) ?? null,
  };
}
