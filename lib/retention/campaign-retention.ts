import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { pagesChanged } from "@/lib/page-changes";

const MAX_DAYS = 3_650;

/** A number of days as typed. Empty: as the site says. */
const typedDays = z
  .string()
  .trim()
  .transform((typed) => (typed === "" ? undefined : Number(typed)))
  .pipe(z.number().int().min(0).max(MAX_DAYS).optional());

/** The form of a campaign's retention: the day of delivery, and its own numbers of days. */
export const campaignRetentionForm = z.object({
  deliveredOn: z
    .string()
    .trim()
    .transform((day) => (day === "" ? null : new Date(`${day}T00:00:00Z`)))
    .refine((at) => at === null || !Number.isNaN(at.getTime())),
  confirmedDays: typedDays,
  commentDays: typedDays,
});

type ToSave = z.output<typeof campaignRetentionForm> & { slug: string; actorId: string; now: Date };

/** Saves when the signatures of a campaign were delivered, and how long its data are kept after that. */
export async function saveCampaignRetention(db: Database, { slug, actorId, now, ...form }: ToSave) {
  const { deliveredOn, confirmedDays, commentDays } = form;
  if (deliveredOn && deliveredOn > now) return { outcome: "in-the-future" } as const;
  return db.transaction(async (tx) => {
    const own = {
      ...(confirmedDays !== undefined && { confirmedDays }),
      ...(commentDays !== undefined && { commentDays }),
    };
    const [changed] = await tx
      .update(campaigns)
      .set({ deliveredAt: deliveredOn, retention: Object.keys(own).length > 0 ? own : null })
      .where(eq(campaigns.slug, slug))
      .returning({ id: campaigns.id });
    if (!changed) return { outcome: "unknown-campaign" } as const;
    await pagesChanged(tx, { campaign: slug });
    await recordAudit(tx, {
      actorId,
      action: "campaign.settings-changed",
      subject: `campaign:${slug}`,
      details: {
        changed: "retention",
        delivered: deliveredOn?.toISOString().slice(0, 10) ?? "",
        ...Object.fromEntries(Object.entries(own).map(([name, days]) => [name, String(days)])),
      },
    });
    return { outcome: "saved" } as const;
  });
}

/** Returns the day of delivery and the own retention of a campaign, or null. */
export async function getCampaignRetention(db: Database, slug: string) {
  const { deliveredAt, retention } = campaigns;
  const [row] = await db.select({ deliveredAt, retention }).from(campaigns).where(eq(campaigns.slug, slug));
  return row ?? null;
}
