import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import type { NewCampaign } from "./campaign-input";
import {
  EMPTY_PETITION_TEXT,
  type Fields,
  isSameText,
  listMissingFields,
  mergeFields,
  type PetitionText,
  petitionTextOf,
} from "./petition-text";
import { petitionTextHash } from "./petition-text-hash";

const FIRST_GOAL = 100;

/** Creates a draft campaign with a title and a target. The unique index decides whether the slug is free. */
export async function createCampaign(db: Database, { campaign, by }: { campaign: NewCampaign; by: string }) {
  return db.transaction(async (tx) => {
    const { slug, language, title, target } = campaign;
    const [added] = await tx
      .insert(campaigns)
      .values({ id: newId(), slug, locale: language, goal: FIRST_GOAL })
      .onConflictDoNothing({ target: campaigns.slug })
      .returning({ id: campaigns.id });
    if (!added) return { outcome: "slug-taken" } as const;
    await writeDraft(tx, {
      campaignId: added.id,
      locale: language,
      text: { ...EMPTY_PETITION_TEXT, title, target },
    });
    await recordAudit(tx, { actorId: by, action: "campaign.created", subject: `campaign:${slug}` });
    return { outcome: "created", slug } as const;
  });
}

type TextToSave = { slug: string; locale: Locale; base: Fields; text: PetitionText; by: string };

/**
 * Saves the draft of a petition text in one language. The published text stays. Changes that others saved since `base` are
 * merged; if both changed the same field, nothing is stored and the stored text is returned. A draft equal to the published
 * text is deleted. The audit log records the first save of a draft only.
 */
export async function savePetitionText(db: Database, { slug, locale, base, text, by }: TextToSave) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const { draft, published } = await listLatestTexts(tx, { campaignId: campaign.id, locale });
    const stored = petitionTextOf(draft ?? published ?? EMPTY_PETITION_TEXT);
    const { merged, mine, theirs, conflicts } = mergeFields({ base, mine: text, theirs: stored });
    if (conflicts.length > 0) return { outcome: "conflict", conflicts, stored } as const;
    if (mine.length === 0) return { outcome: "saved", theirs } as const;
    const kept = petitionTextOf({ ...stored, ...merged });
    if (published && isSameText(kept, published)) {
      await removeDraft(tx, { campaignId: campaign.id, locale });
      return { outcome: "saved", theirs } as const;
    }
    await writeDraft(tx, { campaignId: campaign.id, locale, text: kept });
    if (!draft) {
      const entry = { actorId: by, subject: `campaign:${slug}`, details: { locale } };
      await recordAudit(tx, { ...entry, action: "campaign.words-drafted" });
    }
    return { outcome: "saved", theirs } as const;
  });
}

/** Discards the draft of one language. Returns the draft and the published text, for undo. */
export async function discardDraft(
  db: Database,
  { slug, locale, by }: { slug: string; locale: Locale; by: string },
) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const [draft] = await removeDraft(tx, { campaignId: campaign.id, locale });
    if (!draft) return { outcome: "no-draft" } as const;
    const entry = { actorId: by, subject: `campaign:${slug}`, details: { locale } };
    await recordAudit(tx, { ...entry, action: "campaign.words-discarded" });
    const { published } = await listLatestTexts(tx, { campaignId: campaign.id, locale });
    return {
      outcome: "discarded",
      text: petitionTextOf(draft),
      base: petitionTextOf(published ?? EMPTY_PETITION_TEXT),
    } as const;
  });
}

type ReviewedTexts = { slug: string; seen: { locale: Locale; sha256: string }[]; by: string };

/**
 * Publishes the drafts of a published campaign as new versions of its petition text, if they are the ones that were reviewed.
 * Earlier versions stay; existing signatures keep the version that they signed.
 */
export async function publishPetitionTexts(db: Database, { slug, seen, by }: ReviewedTexts) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    if (!campaign.publishedAt) return { outcome: "not-published" } as const;
    const drafts = await listDrafts(tx, campaign.id);
    const asSeen = (draft: { locale: string; sha256: string }) =>
      seen.some(({ locale, sha256 }) => locale === draft.locale && sha256 === draft.sha256);
    if (drafts.length !== seen.length || !drafts.every(asSeen))
      return { outcome: "changed-meanwhile" } as const;
    if (drafts.some((draft) => listMissingFields(draft).length > 0))
      return { outcome: "incomplete" } as const;
    const published = await publishDrafts(tx, { campaign: { id: campaign.id, slug }, by });
    return { outcome: "published", locales: published } as const;
  });
}

/** Publishes every draft of a campaign within the caller's transaction. Returns their languages. */
export async function publishDrafts(
  tx: Transaction,
  { campaign, by }: { campaign: { id: string; slug: string }; by: string },
): Promise<string[]> {
  const published = await tx
    .update(petitionTexts)
    .set({ publishedAt: sql`now()`, publishedById: by })
    .where(and(eq(petitionTexts.campaignId, campaign.id), isNull(petitionTexts.publishedAt)))
    .returning({ locale: petitionTexts.locale, sha256: petitionTexts.sha256 });
  for (const details of published) {
    const entry = { actorId: by, subject: `campaign:${campaign.slug}`, details };
    await recordAudit(tx, { ...entry, action: "campaign.words-published" });
  }
  return published.map(({ locale }) => locale);
}

/** Locks a campaign against other staff. Signing does not wait, because foreign key checks are compatible with this lock. */
export async function lockCampaign(tx: Transaction, slug: string) {
  const [campaign] = await tx.select().from(campaigns).where(eq(campaigns.slug, slug)).for("no key update");
  return campaign ?? null;
}

/** Lists the drafts of a campaign in all languages. */
export async function listDrafts(tx: Transaction, campaignId: string) {
  return tx
    .select()
    .from(petitionTexts)
    .where(and(eq(petitionTexts.campaignId, campaignId), isNull(petitionTexts.publishedAt)));
}

type InOneLanguage = { campaignId: string; locale: Locale };

async function listLatestTexts(tx: Transaction, { campaignId, locale }: InOneLanguage) {
  const rows = await tx
    .select()
    .from(petitionTexts)
    .where(and(eq(petitionTexts.campaignId, campaignId), eq(petitionTexts.locale, locale)))
    .orderBy(sql`${petitionTexts.publishedAt} desc nulls first`)
    .limit(2);
  return {
    draft: rows.find(({ publishedAt }) => publishedAt === null),
    published: rows.find(({ publishedAt }) => publishedAt !== null),
  };
}

function writeDraft(tx: Transaction, { campaignId, locale, text }: InOneLanguage & { text: PetitionText }) {
  const sha256 = petitionTextHash(text);
  return tx
    .insert(petitionTexts)
    .values({ id: newId(), campaignId, locale, ...text, sha256 })
    .onConflictDoUpdate({
      target: [petitionTexts.campaignId, petitionTexts.locale],
      targetWhere: isNull(petitionTexts.publishedAt),
      set: { ...text, sha256 },
    });
}

function removeDraft(tx: Transaction, { campaignId, locale }: InOneLanguage) {
  return tx
    .delete(petitionTexts)
    .where(
      and(
        eq(petitionTexts.campaignId, campaignId),
        eq(petitionTexts.locale, locale),
        isNull(petitionTexts.publishedAt),
      ),
    )
    .returning();
}
