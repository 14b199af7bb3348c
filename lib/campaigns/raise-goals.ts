import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { campaignStatusSql } from "./campaign-status";
import { nextGoal, RAISE_AT_SHARE } from "./goal";

type Raised = { slug: string; from: number; to: number };

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
    select campaigns.id, campaigns.slug, campaigns.goal, sum(slot.confirmed)::int as signatures
    from campaigns join campaign_counts slot on slot.campaign_id = campaigns.id
    where campaigns.raises_goal and campaigns.published_at <= now() and campaigns.archived_at is null
      and ${campaignStatusSql<SQL>(sql)} = 'open'
    group by campaigns.id
    having sum(slot.confirmed) >= campaigns.goal * ${RAISE_AT_SHARE}::float8`);
}
