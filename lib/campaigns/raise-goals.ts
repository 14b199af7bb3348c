import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { nextGoal, RAISE_AT_SHARE } from "./campaign-status";

export type Raised = { slug: string; from: number; to: number };

/**
 * Raises the goal of every open campaign with automatic goals that has reached 80 % of it. Updates a goal only if it is still
 * the one that was read, so that concurrent workers and staff raise it once.
 */
export async function raiseGoals(db: Database): Promise<Raised[]> {
  const raised: Raised[] = [];
  for (const { id, slug, goal, signatures } of await listNearTheirGoal(db)) {
    const to = nextGoal(goal, signatures);
    if (to === goal) continue;
    const isRaised = await db.transaction(async (tx) => {
      const [changed] = await tx
        .update(campaigns)
        .set({ goal: to })
        .where(and(eq(campaigns.id, id), eq(campaigns.goal, goal), campaigns.raisesGoal))
        .returning({ id: campaigns.id });
      if (!changed) return false;
      const details = { from: String(goal), to: String(to) };
      await recordAudit(tx, {
        actorId: null,
        action: "campaign.goal-raised",
        subject: `campaign:${slug}`,
        details,
      });
      return true;
    });
    if (isRaised) raised.push({ slug, from: goal, to });
  }
  return raised;
}

async function listNearTheirGoal(db: Database) {
  return db.execute<{ id: string; slug: string; goal: number; signatures: number }>(sql`
    select campaign.id, campaign.slug, campaign.goal, sum(slot.confirmed)::int as signatures
    from campaigns campaign join campaign_counts slot on slot.campaign_id = campaign.id
    where campaign.raises_goal and campaign.published_at <= now() and campaign.archived_at is null
      and campaign.successor_id is null
      and coalesce(campaign.opens_at <= now(), true) and coalesce(campaign.closes_at > now(), true)
      and coalesce(campaign.closed_at > now(), true) and coalesce(campaign.won_at > now(), true)
    group by campaign.id
    having sum(slot.confirmed) >= campaign.goal * ${RAISE_AT_SHARE}::float8`);
}
