import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaignMilestones } from "@/db/schema";

/** Lists the milestones of a campaign with their times, lowest first. At most two dozen rows. */
export async function listMilestones(db: Database, campaignId: string) {
  return db
    .select({ signatures: campaignMilestones.signatures, reachedAt: campaignMilestones.reachedAt })
    .from(campaignMilestones)
    .where(eq(campaignMilestones.campaignId, campaignId))
    .orderBy(asc(campaignMilestones.signatures));
}
