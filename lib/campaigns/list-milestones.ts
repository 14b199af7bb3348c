import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaignMilestones } from "@/db/schema";

/** The steps that a campaign has reached, and when, the first one first. There are two dozen at most. */
export async function listMilestones(db: Database, campaignId: string) {
  return db
    .select({ signatures: campaignMilestones.signatures, reachedAt: campaignMilestones.reachedAt })
    .from(campaignMilestones)
    .where(eq(campaignMilestones.campaignId, campaignId))
    .orderBy(asc(campaignMilestones.signatures));
}
