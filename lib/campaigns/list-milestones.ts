import { and, asc, eq, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaignMilestones, campaigns } from "@/db/schema";
import { confirmedCount } from "./confirmed-count";

/**
 * Lists the milestones of a campaign up to its current count, lowest first, at most two dozen. Each has a day in UTC (`2026-11-30`)
 * instead of a time, because the exact time is that of one person's signature. Milestones above the current count, which the worker
 * has not deleted yet, are left out.
 */
export async function listMilestones(db: Database, campaignId: string) {
  const rows = await db
    .select({ signatures: campaignMilestones.signatures, reachedAt: campaignMilestones.reachedAt })
    .from(campaignMilestones)
    .innerJoin(campaigns, eq(campaigns.id, campaignMilestones.campaignId))
    .where(and(eq(campaigns.id, campaignId), lte(campaignMilestones.signatures, confirmedCount)))
    .orderBy(asc(campaignMilestones.signatures));
  return rows.map(({ signatures, reachedAt }) => ({ signatures, day: reachedAt.toISOString().slice(0, 10) }));
}
