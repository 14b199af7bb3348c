import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { shareTexts } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { lockCampaign } from "@/lib/campaigns/edit-campaign";
import { type Fields, mergeFields } from "@/lib/campaigns/petition-text";
import type { Locale } from "@/lib/i18n/locales";
import { NO_STAFF_TEXTS, type StaffTexts, TEXT_FIELDS } from "./share-texts";

type TextsToSave = {
  slug: string;
  locale: Locale;
  base: Fields;
  texts: StaffTexts;
  by: string;
  now: Date;
};

/**
 * Saves the share texts of a campaign in one language. An empty text restores the default. Merges with changes that others
 * saved since `base`, and returns those as `theirs`. On a conflict it saves nothing and returns the stored texts.
 */
export async function saveShareTexts(db: Database, { slug, locale, base, texts, by, now }: TextsToSave) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const place = { campaignId: campaign.id, locale };
    const stored = await readTexts(tx, place);
    const { merged, mine, theirs, conflicts } = mergeFields({ base, mine: texts, theirs: stored });
    if (conflicts.length > 0) return { outcome: "conflict", conflicts, stored } as const;
    if (mine.length === 0) return { outcome: "saved", changed: mine, theirs, before: stored } as const;
    await writeTexts(tx, { ...place, texts: { ...stored, ...merged }, now });
    const entry = { actorId: by, subject: `campaign:${slug}`, details: { locale, changed: mine.join(", ") } };
    await recordAudit(tx, { ...entry, action: "campaign.share-texts-changed" });
    return { outcome: "saved", changed: mine, theirs, before: stored } as const;
  });
}

type Place = { campaignId: string; locale: Locale };

const at = ({ campaignId, locale }: Place) =>
  and(eq(shareTexts.campaignId, campaignId), eq(shareTexts.locale, locale));

async function readTexts(tx: Transaction, place: Place): Promise<StaffTexts> {
  const [row] = await tx.select().from(shareTexts).where(at(place));
  if (!row) return NO_STAFF_TEXTS;
  return { message: row.message ?? "", subject: row.subject ?? "", body: row.body ?? "" };
}

async function writeTexts(
  tx: Transaction,
  { texts, now, ...place }: Place & { texts: StaffTexts; now: Date },
) {
  if (TEXT_FIELDS.every((field) => texts[field] === "")) return tx.delete(shareTexts).where(at(place));
  const written = {
    message: texts.message || null,
    subject: texts.subject || null,
    body: texts.body || null,
    updatedAt: now,
  };
  return tx
    .insert(shareTexts)
    .values({ ...place, ...written })
    .onConflictDoUpdate({ target: [shareTexts.campaignId, shareTexts.locale], set: written });
}
