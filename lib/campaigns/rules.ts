import { sha256 } from "@/lib/crypto";

export type CampaignState = "upcoming" | "open" | "won" | "closed" | "replaced";

export type CampaignDates = {
  opensAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  wonAt: Date | null;
  successorId: string | null;
};

/** What a published campaign is at a time. Only an open one takes signatures. */
export function campaignState(campaign: CampaignDates, now: Date): CampaignState {
  if (campaign.wonAt && campaign.wonAt <= now) return "won";
  if (campaign.successorId) return "replaced";
  if (campaign.closedAt && campaign.closedAt <= now) return "closed";
  if (campaign.closesAt && campaign.closesAt <= now) return "closed";
  return campaign.opensAt && campaign.opensAt > now ? "upcoming" : "open";
}

/** The fingerprint of a petition's words: it proves later what was signed. */
export function petitionTextHash(text: {
  title: string;
  target: string;
  summary: string;
  ask: string;
}): string {
  return sha256([text.title, text.target, text.summary, text.ask].join("\n\n"));
}

/** How far a count is on its way to its goal, in whole percent from 0 to 100. */
export function progress(signatures: number, goal: number): number {
  if (goal <= 0) return 100;
  return Math.min(100, Math.max(0, Math.floor((signatures / goal) * 100)));
}
