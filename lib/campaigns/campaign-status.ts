import type { SqlTag } from "@/lib/sql-tag";

/** `upcoming` is the public name, also in `GET /api/v1/campaigns/{slug}`, of what the glossary calls scheduled. */
export type CampaignStatus = "upcoming" | "open" | "won" | "closed" | "replaced";

export type CampaignDates = {
  opensAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  wonAt: Date | null;
  successorId: string | null;
};

/** Returns the status of a published campaign at a time. Only an open campaign takes signatures. */
export function campaignStatus(campaign: CampaignDates, now: Date): CampaignStatus {
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
): CampaignStatus | "draft" {
  const isPublic = campaign.publishedAt !== null && campaign.publishedAt <= now;
  return isPublic ? campaignStatus(campaign, now) : "draft";
}

/** Whether a campaign is won, closed or replaced. */
export function hasEnded(status: CampaignStatus): boolean {
  return status === "won" || status === "closed" || status === "replaced";
}
