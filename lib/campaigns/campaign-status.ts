import { sha256 } from "@/lib/crypto";
import type { SqlTag } from "@/lib/sql-tag";

export type CampaignState = "upcoming" | "open" | "won" | "closed" | "replaced";

export type CampaignDates = {
  opensAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  wonAt: Date | null;
  successorId: string | null;
};

/** Returns the status of a published campaign at a time. Only an open campaign takes signatures. */
export function campaignState(campaign: CampaignDates, now: Date): CampaignState {
  if (campaign.wonAt && campaign.wonAt <= now) return "won";
  if (campaign.successorId) return "replaced";
  if (campaign.closedAt && campaign.closedAt <= now) return "closed";
  if (campaign.closesAt && campaign.closesAt <= now) return "closed";
  return campaign.opensAt && campaign.opensAt > now ? "upcoming" : "open";
}

/**
 * SQL for the same status of a row of `campaigns`, as text. `at` is a timestamp; left out, it is the start of the transaction.
 */
export function campaignStatusSql<Fragment>(tag: SqlTag<Fragment>, at: Fragment = tag`now()`): Fragment {
  return tag`case
    when campaigns.won_at <= ${at} then 'won'
    when campaigns.successor_id is not null then 'replaced'
    when campaigns.closed_at <= ${at} or campaigns.closes_at <= ${at} then 'closed'
    when campaigns.opens_at > ${at} then 'upcoming'
    else 'open' end`;
}

/** Returns the status of a campaign for staff, who see drafts, too. */
export function statusForStaff(
  campaign: CampaignDates & { publishedAt: Date | null },
  now: Date,
): CampaignState | "draft" {
  const isPublic = campaign.publishedAt !== null && campaign.publishedAt <= now;
  return isPublic ? campaignState(campaign, now) : "draft";
}

/** Hashes a petition text. The hash proves later which text was signed. */
export function petitionTextHash(text: {
  title: string;
  target: string;
  summary: string;
  ask: string;
}): string {
  return sha256([text.title, text.target, text.summary, text.ask].join("\n\n"));
}

/** Returns the progress towards a goal in whole percent, 0 to 100. */
export function progress(signatures: number, goal: number): number {
  if (goal <= 0) return 100;
  return Math.min(100, Math.max(0, Math.floor((signatures / goal) * 100)));
}

/** About half of the largest PostgreSQL integer. */
export const MAX_GOAL = 1_000_000_000;
/** The goals that a campaign can rise to, which are also its milestones: 100, 250, 500, 1,000, 2,500, 5,000 and so on. */
export const GOAL_STEPS: readonly number[] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]
  .flatMap((scale) => [100 * scale, 250 * scale, 500 * scale])
  .filter((step) => step <= MAX_GOAL);
/** A goal rises at this share, because a full progress bar discourages signing. */
export const RAISE_AT_SHARE = 0.8;

/** Returns the goal for a count: the current one below 80 %, else the next step of which less than 80 % is reached. It never falls. */
export function nextGoal(goal: number, signatures: number): number {
  if (signatures < goal * RAISE_AT_SHARE) return goal;
  return GOAL_STEPS.find((step) => step > goal && signatures < step * RAISE_AT_SHARE) ?? goal;
}

/** Whether a campaign is won, closed or replaced. */
export function hasEnded(state: CampaignState): boolean {
  return state === "won" || state === "closed" || state === "replaced";
}
