import { and, asc, eq, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaignMilestones, campaigns } from "@/db/schema";
import { confirmedCount } from "./confirmed-count";

/**
 * Lists the milestones that the signatures of a campaign reach now, lowest first, each with its day in UTC (`2026-11-30`): the
 * time would be that of one person's signature. At most two dozen rows. Quarantined and withdrawn signatures do not count, also
 * before the worker has deleted the milestones behind them.
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
