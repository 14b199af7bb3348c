import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { lockCampaign } from "./edit-campaign";
import type { Fields } from "./petition-text";
import { mergeFields } from "./petition-text";
import { findTimesProblem, settingsAsFields, withFields } from "./settings";

type SettingsToSave = { slug: string; base: Fields; fields: Fields; by: string; now: Date };

/**
 * Saves some settings of a campaign. Changes that others saved since `base` stay and are returned. If both changed the same
 * setting differently, nothing is stored and the stored value is returned.
 */
export async function saveSettings(db: Database, { slug, base, fields, by, now }: SettingsToSave) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, slug);
    if (!campaign) return { outcome: "unknown-campaign" } as const;
    const stored = settingsAsFields(campaign);
    const { merged, mine, theirs, conflicts } = mergeFields({ base, mine: fields, theirs: stored });
    if (conflicts.length > 0) return { outcome: "conflict", conflicts, stored } as const;
    if (mine.length === 0) return { outcome: "saved", changed: mine, theirs, before: stored } as const;
    const settings = withFields(campaign, merged, mine);
    const problem = findTimesProblem(settings, { changed: mine, now });
    if (problem) return { outcome: "senseless", problem } as const;
    await tx.update(campaigns).set(settings).where(eq(campaigns.id, campaign.id));
    const entry = { actorId: by, subject: `campaign:${slug}`, details: { changed: mine.join(", ") } };
    await recordAudit(tx, { ...entry, action: "campaign.settings-changed" });
    return { outcome: "saved", changed: mine, theirs, before: stored } as const;
  });
}
