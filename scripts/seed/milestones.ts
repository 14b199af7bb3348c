import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaignMilestones, signatures } from "@/db/schema";
import { GOAL_STEPS } from "@/lib/campaigns/goal";

/** Inserts the milestones of each campaign at the time of the signature that reached them. */
export async function recordMilestones(tx: Transaction) {
  await tx.execute(sql`
    insert into ${campaignMilestones} (campaign_id, signatures, reached_at)
    select campaign_id, place, confirmed_at
    from (
      select campaign_id, confirmed_at, row_number() over (partition by campaign_id order by confirmed_at) as place
      from ${signatures}
      where confirmed_at is not null and withdrawn_at is null and quarantined_at is null
    ) counted
    where place = any(${sql.param(GOAL_STEPS)}::integer[])
  `);
}
