import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { GOAL_STEPS } from "./goal";

/** A milestone that a campaign has newly reached. */
export type Reached = { slug: string; signatures: number };

/**
 * Records and returns the milestones that campaigns have newly reached; each is returned to one worker only. Deletes milestones
 * above the current count, which has fallen by withdrawals or quarantine. A milestone that is reached again gets a new time.
 */
export async function recordMilestones(db: Transaction, { now }: { now: Date }): Promise<Reached[]> {
  const reached = await db.execute<Reached>(sql`
    with counted as (
      select campaign.id, sum(slot.confirmed) as signatures
      from campaigns campaign join campaign_counts slot on slot.campaign_id = campaign.id
      where campaign.published_at <= ${now.toISOString()} and campaign.archived_at is null
      group by campaign.id
    ),
    no_longer_reached as (
      select milestone.campaign_id, milestone.signatures
      from counted join campaign_milestones milestone on milestone.campaign_id = counted.id
      where milestone.signatures > counted.signatures
      for update of milestone skip locked
    ),
    deleted as (
      delete from campaign_milestones milestone using no_longer_reached lost
      where milestone.campaign_id = lost.campaign_id and milestone.signatures = lost.signatures
    ),
    recorded as (
      insert into campaign_milestones (campaign_id, signatures, reached_at)
      select counted.id, step, ${now.toISOString()}
      from counted join unnest(${sql.param(GOAL_STEPS)}::integer[]) step on step <= counted.signatures
      where not exists (
        select from campaign_milestones known where known.campaign_id = counted.id and known.signatures = step
      )
      order by counted.id, step
      on conflict do nothing
      returning campaign_id, signatures
    )
    select campaign.slug, recorded.signatures from recorded join campaigns campaign on campaign.id = recorded.campaign_id
    order by recorded.signatures, campaign.slug`);
  return [...reached];
}
