import { sql } from "drizzle-orm";
import { campaignCounts, campaigns } from "@/db/schema";

/** SQL for the exact number of confirmed signatures of a row of `campaigns`. */
export const confirmedCount =
  sql<number>`(select coalesce(sum(${campaignCounts.confirmed}), 0) from ${campaignCounts}
  where ${campaignCounts.campaignId} = ${campaigns.id})`.mapWith(Number);
